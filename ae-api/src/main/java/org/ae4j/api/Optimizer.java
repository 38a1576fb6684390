package org.ae4j.api;

/**
 * Changes weights by their gradient.
 *
 * <p>Keeps nothing itself: what it has to remember of each weight stands in state arrays that the
 * engine owns, saves and restores. Elementwise, so that threads update disjoint ranges at the same
 * time. {@code toString} is the text form.
 */
public interface Optimizer {

  /** Returns how many numbers this optimizer remembers of each weight. */
  int stateSize();

  /** Returns the learning rate to use where the user gives none. */
  default double defaultRate() {
    return 1e-3;
  }

  /**
   * Updates the weights from {@code from} to {@code to} (exclusive).
   *
   * @param step the number of this update, from 1
   * @param rate the learning rate
   * @param gradient the gradient of these weights, the first one's at {@code gradientOffset}
   * @param state {@code stateSize()} arrays as long as the weights, zero before the first step
   */
  void update(
      long step,
      double rate,
      float[] weights,
      float[] gradient,
      int gradientOffset,
      float[][] state,
      int from,
      int to);
}
