package org.ae4j.core.schedule;

import org.ae4j.api.Expression;

/**
 * Multiplies the rate by a factor when the monitored loss stopped falling.
 *
 * @param factor what the rate is multiplied by
 * @param patience how many epochs in a row may pass without an improvement
 * @param threshold by which part of the best loss so far a loss must be below it to be an
 *     improvement
 * @param minimum the part of the rate below which it does not go
 */
record Plateau(double factor, int patience, double threshold, double minimum)
    implements LearningRateSchedule {
  static final double DEFAULT_FACTOR = 0.5;
  static final int DEFAULT_PATIENCE = 2;
  static final double DEFAULT_THRESHOLD = 1e-4;

  Plateau {
    Curves.check("factor", factor, 0, 1);
    Curves.check("patience", patience, 0, Integer.MAX_VALUE);
    Curves.check("threshold", threshold, 0, 1);
    Curves.check("minimum", minimum, 0, 1);
  }

  @Override
  public double factor(ScheduleProgress progress) {
    return Math.max(minimum, StrictMath.pow(factor, progress.plateau().reductions()));
  }

  /** Counts a loss that is not a number as no improvement. */
  @Override
  public PlateauState next(PlateauState state, double loss) {
    // Taken by the size of the best loss, so that a loss below zero can improve too.
    boolean first = Double.isInfinite(state.best());
    boolean better =
        first ? loss < state.best() : loss < state.best() - threshold * Math.abs(state.best());
    if (better) {
      return new PlateauState(loss, 0, state.reductions());
    }
    int bad = state.badEpochs() + 1;
    return bad > patience
        ? new PlateauState(state.best(), 0, state.reductions() + 1)
        : new PlateauState(state.best(), bad, state.reductions());
  }

  @Override
  public String toString() {
    return Expression.builder("plateau")
        .argument("factor", factor, DEFAULT_FACTOR)
        .argument("patience", patience, DEFAULT_PATIENCE)
        .argument("threshold", threshold, DEFAULT_THRESHOLD)
        .argument("minimum", minimum, 0.0)
        .toString();
  }
}
