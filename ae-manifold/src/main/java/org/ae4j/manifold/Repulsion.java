package org.ae4j.manifold;

/** Pushes the points of a map apart; one caller at a time. */
interface Repulsion {
  /**
   * Writes {@code sum_j (y_i - y_j) / (1 + |y_i - y_j|^2)^2} for each point.
   *
   * @param points x and y of each point in turn
   * @param forces as many, overwritten
   * @return {@code sum_{i != j} 1 / (1 + |y_i - y_j|^2)}
   */
  double apply(float[] points, float[] forces);
}
