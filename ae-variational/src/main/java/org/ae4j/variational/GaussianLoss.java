package org.ae4j.variational;

import org.ae4j.api.Loss;
import org.ae4j.api.Parameter;

/**
 * The negative log density of a Gaussian with one variance for all features, in nats.
 *
 * @param squares the squared error summed over the features
 * @param logVariance one value, read at each call
 */
record GaussianLoss(Loss squares, Parameter logVariance) implements Loss {
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  @Override
  public double row(
      int length,
      float[] prediction,
      int predictionOffset,
      float[] target,
      int targetOffset,
      float scale,
      float[] gradient,
      int gradientOffset) {
    float log = logVariance.values()[0];
    double half = 0.5 * Math.exp(-log);
    double sum =
        squares.row(
            length,
            prediction,
            predictionOffset,
            target,
            targetOffset,
            (float) (half * scale),
            gradient,
            gradientOffset);
    return half * sum + normalization(length, log);
  }

  /** Returns the part of the loss that does not depend on the prediction. */
  static double normalization(int features, float logVariance) {
    return 0.5 * features * (logVariance + LOG_2PI);
  }

  @Override
  public String toString() {
    return squares.toString();
  }
}
