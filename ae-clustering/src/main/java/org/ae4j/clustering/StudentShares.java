package org.ae4j.clustering;

/**
 * To what share a code belongs to each cluster, by Student's t distribution around the centres (van
 * der Maaten and Hinton, 2008; Xie et al., 2016): q is proportional to (1 + d^2 / alpha) to the
 * power of -(alpha + 1) / 2.
 *
 * @param centres one a row, read at each call
 * @param metric what d is
 * @param alpha degrees of freedom
 */
record StudentShares(float[] centres, int clusters, Metric metric, double alpha) {

  /**
   * Writes the shares of one code.
   *
   * @param closeness where 1 / (1 + d^2 / alpha) goes, one a cluster
   * @param shares one a cluster, with a sum of 1
   */
  void of(float[] codes, int at, double[] closeness, double[] shares) {
    double sum = 0;
    for (int j = 0; j < clusters; j++) {
      double square = metric.square(codes, at, centres, j * metric.size());
      closeness[j] = 1 / (1 + square / alpha);
      shares[j] = alpha == 1 ? closeness[j] : Math.pow(closeness[j], (alpha + 1) / 2);
      sum += shares[j];
    }
    for (int j = 0; j < clusters; j++) {
      shares[j] /= sum;
    }
  }

  /**
   * Turns shares into the target that sharpens them, in place: q^2 / f, normalized, with the sum f
   * of a cluster's shares over all rows.
   */
  static void sharpen(double[] shares, float[] frequencies) {
    double sum = 0;
    for (int j = 0; j < shares.length; j++) {
      shares[j] = shares[j] * shares[j] / frequencies[j];
      sum += shares[j];
    }
    for (int j = 0; j < shares.length; j++) {
      shares[j] /= sum;
    }
  }
}
