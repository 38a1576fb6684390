package org.ae4j.core.kernels;

import org.ae4j.api.kernels.LossFunction;

/** The losses of {@link ReferenceKernels}. */
final class ReferenceLosses {

  /** What {@link LossFunction#POISSON} adds to the prediction before its logarithm. */
  private static final double POISSON_SHIFT = 1e-7;

  private ReferenceLosses() {}

  static double loss(
      LossFunction f,
      float parameter,
      int length,
      float[] prediction,
      int predictionOffset,
      float[] target,
      int targetOffset,
      float scale,
      float[] gradient,
      int gradientOffset) {
    if (f == LossFunction.SOFTMAX_CROSS_ENTROPY) {
      return softmaxCrossEntropy(
          length,
          prediction,
          predictionOffset,
          target,
          targetOffset,
          scale,
          gradient,
          gradientOffset);
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double p = prediction[predictionOffset + i];
      double t = target[targetOffset + i];
      sum += term(f, parameter, p, t);
      gradient[gradientOffset + i] = (float) (scale * derivative(f, parameter, p, t));
    }
    return sum;
  }

  private static double term(LossFunction f, double delta, double p, double t) {
    double d = p - t;
    double size = Math.abs(d);
    return switch (f) {
      case SQUARED_ERROR -> d * d;
      case ABSOLUTE_ERROR -> size;
      case HUBER -> size <= delta ? d * d / 2 : delta * (size - delta / 2);
      case LOG_COSH -> logCosh(size);
      case POISSON -> p - t * Math.log(p + POISSON_SHIFT);
      case SIGMOID_CROSS_ENTROPY -> crossEntropy(p, t);
      case SOFTMAX_CROSS_ENTROPY -> throw new AssertionError(f);
    };
  }

  private static double derivative(LossFunction f, double delta, double p, double t) {
    double d = p - t;
    return switch (f) {
      case SQUARED_ERROR -> 2 * d;
      case ABSOLUTE_ERROR -> Math.signum(d);
      case HUBER -> Math.max(-delta, Math.min(delta, d));
      case LOG_COSH -> Math.tanh(d);
      case POISSON -> 1 - t / (p + POISSON_SHIFT);
      case SIGMOID_CROSS_ENTROPY -> ReferenceElementwise.sigmoid(p) - t;
      case SOFTMAX_CROSS_ENTROPY -> throw new AssertionError(f);
    };
  }

  /** Returns log(cosh(d)) for d &gt;= 0; below 1/2 by 1 + 2 sinh^2(d/2), which does not cancel. */
  private static double logCosh(double d) {
    if (d < 0.5) {
      double sinh = Math.sinh(d / 2);
      return Math.log1p(2 * sinh * sinh);
    }
    return d + Math.log1p(Math.exp(-2 * d)) - Math.log(2);
  }

  /**
   * Returns max(p, 0) - p t + log(1 + exp(-|p|)), arranged so that a certain and right answer costs
   * 0.
   */
  private static double crossEntropy(double p, double t) {
    double wrong = p > 0 ? 1 - t : t;
    double margin = Math.abs(p) * wrong;
    return (wrong == 0 && !Double.isNaN(p) ? 0 : margin) + Math.log1p(Math.exp(-Math.abs(p)));
  }

  private static double softmaxCrossEntropy(
      int length,
      float[] prediction,
      int predictionOffset,
      float[] target,
      int targetOffset,
      float scale,
      float[] gradient,
      int gradientOffset) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      max = Math.max(max, prediction[predictionOffset + i]);
    }
    double sum = 0;
    double mass = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.exp(prediction[predictionOffset + i] - max);
      mass += target[targetOffset + i];
    }
    double logSum = Math.log(sum);
    double loss = 0 * logSum; // NaN where the row holds one
    for (int i = 0; i < length; i++) {
      double shifted = prediction[predictionOffset + i] - max;
      double t = target[targetOffset + i];
      loss += t == 0 ? 0 : (logSum - shifted) * t;
      gradient[gradientOffset + i] = (float) (scale * (mass * Math.exp(shifted) / sum - t));
    }
    return loss;
  }
}
