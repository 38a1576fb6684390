package org.ae4j.core.schedule;

/**
 * What has to be remembered from epoch to epoch to notice that a loss no longer falls; saved with a
 * checkpoint. Immutable.
 *
 * @param best the least loss that counted as an improvement
 * @param badEpochs epochs in a row without one
 * @param reductions how often the rate was reduced
 */
public record PlateauState(double best, int badEpochs, int reductions) {

  /** Returns the state before the first epoch's end. */
  public static PlateauState initial() {
    return new PlateauState(Double.POSITIVE_INFINITY, 0, 0);
  }
}
