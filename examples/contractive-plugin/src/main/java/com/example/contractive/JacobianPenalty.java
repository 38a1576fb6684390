package com.example.contractive;

import java.util.Arrays;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.TrainingStep;
import org.ejml.data.FMatrixRMaj;

/**
 * Adds lambda times the squared Frobenius norm of the encoder's Jacobian, its mean over the rows.
 *
 * <p>With the code h = s(x W + b) the Jacobian's element for unit k and input i is s'_k W_ik, so
 * that its squared norm is the sum over k of s'_k^2 times the squares of W's column k (Rifai et
 * al., 2011).
 */
final class JacobianPenalty {
  private final double lambda;
  private final Squashing squashing;
  private final Parameter weight;

  /** By unit, for the one step under way, so that a step allocates nothing. */
  private final double[] squaredWeights;

  private final double[] squaredSlopes;

  /** Takes the weights of the encoder's one layer: a row an input, a column a unit. */
  JacobianPenalty(double lambda, Squashing squashing, Network encoder) {
    this.lambda = lambda;
    this.squashing = squashing;
    this.weight = encoder.layers().get(0).parameters().get(0);
    this.squaredWeights = new double[weight.columns()];
    this.squaredSlopes = new double[weight.columns()];
  }

  /** Adds the gradients by the code and by the weights, and returns the penalty. */
  double add(FMatrixRMaj code, FMatrixRMaj codeGradient, TrainingStep step) {
    sumSquaredWeights();
    double scale = lambda / code.numRows;
    double penalty = addToCodes(code, codeGradient, scale);
    if (step.training()) {
      addToWeights(step.gradient(weight), scale);
    }
    return penalty;
  }

  private void sumSquaredWeights() {
    Arrays.fill(squaredWeights, 0);
    float[] values = weight.values();
    int units = weight.columns();
    for (int i = 0; i < values.length; i += units) {
      for (int k = 0; k < units; k++) {
        squaredWeights[k] += (double) values[i + k] * values[i + k];
      }
    }
  }

  private double addToCodes(FMatrixRMaj code, FMatrixRMaj gradient, double scale) {
    Arrays.fill(squaredSlopes, 0);
    double penalty = 0;
    int units = weight.columns();
    for (int row = 0; row < code.numRows; row++) {
      for (int k = 0; k < units; k++) {
        int at = row * units + k;
        double slope = squashing.slope(code.data[at]);
        double change = squashing.slopeChange(code.data[at]);
        squaredSlopes[k] += slope * slope;
        penalty += scale * slope * slope * squaredWeights[k];
        gradient.data[at] += (float) (scale * 2 * slope * change * squaredWeights[k]);
      }
    }
    return penalty;
  }

  private void addToWeights(float[] gradient, double scale) {
    float[] values = weight.values();
    int units = weight.columns();
    for (int i = 0; i < values.length; i += units) {
      for (int k = 0; k < units; k++) {
        gradient[i + k] += (float) (scale * 2 * squaredSlopes[k] * values[i + k]);
      }
    }
  }
}
