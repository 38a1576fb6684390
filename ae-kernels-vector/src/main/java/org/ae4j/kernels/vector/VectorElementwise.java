package org.ae4j.kernels.vector;

import org.ae4j.api.kernels.Activation;

/** Chooses the loop of an activation. */
final class VectorElementwise {

  private static final float SELU_BELOW = Activation.SELU_SCALE * Activation.SELU_ALPHA;

  private VectorElementwise() {}

  static void activate(
      Activation f, float parameter, int length, float[] x, int xOffset, float[] y, int yOffset) {
    switch (f) {
      case LINEAR -> System.arraycopy(x, xOffset, y, yOffset, length);
      case RELU -> VectorActivations.relu(length, x, xOffset, y, yOffset);
      case LEAKY_RELU -> VectorActivations.leakyRelu(parameter, length, x, xOffset, y, yOffset);
      case ELU -> VectorActivations.elu(1f, parameter, length, x, xOffset, y, yOffset);
      case SELU ->
          VectorActivations.elu(Activation.SELU_SCALE, SELU_BELOW, length, x, xOffset, y, yOffset);
      case GELU -> VectorGelu.gelu(length, x, xOffset, y, yOffset);
      case SILU -> VectorActivations.silu(length, x, xOffset, y, yOffset);
      case SIGMOID -> VectorActivations.sigmoid(length, x, xOffset, y, yOffset);
      case TANH -> VectorActivations.tanh(length, x, xOffset, y, yOffset);
      case SOFTPLUS -> VectorActivations.softplus(length, x, xOffset, y, yOffset);
    }
  }

  static void activateBackward(
      Activation f,
      float parameter,
      int length,
      float[] s,
      int so,
      float[] g,
      int go,
      float[] d,
      int dO) {
    switch (f) {
      case LINEAR -> VectorDerivatives.pieces(1f, length, s, so, g, go, d, dO);
      case RELU -> VectorDerivatives.pieces(0f, length, s, so, g, go, d, dO);
      case LEAKY_RELU -> VectorDerivatives.pieces(parameter, length, s, so, g, go, d, dO);
      case ELU -> VectorDerivatives.elu(1f, parameter, length, s, so, g, go, d, dO);
      case SELU ->
          VectorDerivatives.elu(Activation.SELU_SCALE, SELU_BELOW, length, s, so, g, go, d, dO);
      case GELU -> VectorGelu.backward(length, s, so, g, go, d, dO);
      case SILU -> VectorDerivatives.silu(length, s, so, g, go, d, dO);
      case SIGMOID -> VectorDerivatives.sigmoid(length, s, so, g, go, d, dO);
      case TANH -> VectorDerivatives.tanh(length, s, so, g, go, d, dO);
      case SOFTPLUS -> VectorDerivatives.softplus(length, s, so, g, go, d, dO);
    }
  }
}
