package org.ae4j.core.kernels;

import org.ae4j.api.kernels.Activation;

/** The activations and the softmax of {@link ReferenceKernels}. */
final class ReferenceElementwise {

  private ReferenceElementwise() {}

  static void activate(
      Activation f, float parameter, int length, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = (float) value(f, parameter, x[xOffset + i]);
    }
  }

  static void activateBackward(
      Activation f,
      float parameter,
      int length,
      float[] source,
      int sourceOffset,
      float[] gradOut,
      int gradOutOffset,
      float[] gradIn,
      int gradInOffset) {
    for (int i = 0; i < length; i++) {
      double exact = derivative(f, parameter, source[sourceOffset + i]);
      double derivative = Math.abs(exact) < Activation.LEAST_DERIVATIVE ? 0 : exact;
      gradIn[gradInOffset + i] = (float) (gradOut[gradOutOffset + i] * derivative);
    }
  }

  private static double value(Activation f, float parameter, double x) {
    return switch (f) {
      case LINEAR -> x;
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x > 0 ? x : parameter * x;
      case ELU -> x > 0 ? x : parameter * Math.expm1(x);
      case SELU -> Activation.SELU_SCALE * (x > 0 ? x : Activation.SELU_ALPHA * Math.expm1(x));
      case GELU -> x == Double.NEGATIVE_INFINITY ? 0 : x * normalDistribution(x);
      case SILU -> x == Double.NEGATIVE_INFINITY ? 0 : x * sigmoid(x);
      case SIGMOID -> sigmoid(x);
      case TANH -> Math.tanh(x);
      case SOFTPLUS -> softplus(x);
    };
  }

  /** Returns the derivative at the output s, or at the input s where the activation needs that. */
  private static double derivative(Activation f, float parameter, double s) {
    return switch (f) {
      case LINEAR -> Double.isNaN(s) ? s : 1;
      case RELU -> piece(s, 1, 0);
      case LEAKY_RELU -> piece(s, 1, parameter);
      case ELU -> piece(s, 1, s + parameter);
      case SELU ->
          piece(
              s, Activation.SELU_SCALE, s + (double) Activation.SELU_SCALE * Activation.SELU_ALPHA);
      case GELU -> geluDerivative(s);
      case SILU -> siluDerivative(s);
      case SIGMOID -> s * (1 - s);
      case TANH -> 1 - s * s;
      case SOFTPLUS -> -Math.expm1(-s);
    };
  }

  private static double piece(double s, double positive, double negative) {
    return s > 0 ? positive : s <= 0 ? negative : s;
  }

  private static double geluDerivative(double x) {
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    return normalDistribution(x) + (Double.isInfinite(x) ? 0 : x * density);
  }

  private static double siluDerivative(double x) {
    double y = sigmoid(x);
    return Double.isInfinite(x) ? y : y * (1 + x * sigmoid(-x));
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /**
   * Returns the probability that a standard normal variable is at most x, to about 1e-15 of the
   * smaller tail.
   *
   * <p>Near 0 the series of Marsaglia, "Evaluating the Normal Distribution" (2004), in the tails
   * the continued fraction of Laplace (Abramowitz and Stegun, 1964, 26.2.14).
   */
  static double normalDistribution(double x) {
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    if (Math.abs(x) < 3) {
      double sum = x;
      double term = x;
      for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
        term *= x * x / i;
        sum += term;
      }
      return 0.5 + sum * density;
    }
    double z = Math.abs(x);
    double fraction = z;
    for (int i = 100; i > 0; i--) {
      fraction = z + i / fraction;
    }
    double tail = density / fraction;
    return x < 0 ? tail : 1 - tail;
  }

  static void softmax(int length, float[] x, int xOffset, float[] y, int yOffset) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      max = Math.max(max, x[xOffset + i]);
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.exp(x[xOffset + i] - max);
    }
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = (float) (Math.exp(x[xOffset + i] - max) / sum);
    }
  }
}
