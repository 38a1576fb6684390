package org.ae4j.variational;

import org.ae4j.api.TrainingStep;
import org.ejml.data.FMatrixRMaj;

/**
 * The code of a step's rows, z = mean + sigma * noise, its divergence from the standard normal
 * prior, and the way back (Kingma and Welling, 2014).
 *
 * <p>Holds what one step needs to know; the numbers stand in the step's buffers.
 */
final class Reparameterization {
  private static final FMatrixRMaj NONE = new FMatrixRMaj(0, 0);

  private final int units;
  private final Noise noise;
  private final double[] nats;
  private final float[] weights;
  private final TrainingStep.RowTask sampling = this::sample;
  private final TrainingStep.RowTask gradients = this::addGradients;

  private FMatrixRMaj mean = NONE;
  private FMatrixRMaj logVariance = NONE;
  private FMatrixRMaj deviation = NONE;
  private FMatrixRMaj epsilon = NONE;
  private FMatrixRMaj code = NONE;
  private FMatrixRMaj byCode = NONE;
  private FMatrixRMaj byLogVariance = NONE;
  private boolean training;
  private long key;

  Reparameterization(int units, Noise noise) {
    this.units = units;
    this.noise = noise;
    this.nats = new double[units];
    this.weights = new float[units];
  }

  /** Returns a sample of each row's posterior; its mean in a step that does not train. */
  FMatrixRMaj sample(TrainingStep step, FMatrixRMaj newMean, FMatrixRMaj newLogVariance) {
    mean = newMean;
    logVariance = newLogVariance;
    deviation = step.buffer("deviation", units);
    epsilon = step.buffer("noise", units);
    code = step.buffer("code", units);
    training = step.training();
    key = step.randomKey("posterior");
    step.rows(sampling);
    return training ? code : mean;
  }

  private void sample(int fromRow, int toRow) {
    for (int i = fromRow * units; i < toRow * units; i++) {
      deviation.data[i] = (float) Math.exp(0.5 * logVariance.data[i]);
    }
    for (int row = fromRow; row < toRow && training; row++) {
      int at = row * units;
      noise.fill(key, row, units, epsilon.data, at);
      for (int i = at; i < at + units; i++) {
        code.data[i] = mean.data[i] + deviation.data[i] * epsilon.data[i];
      }
    }
  }

  /**
   * Adds the divergence to the losses: in nats as {@code kl}, and what weights make of it, where
   * there are any, as {@code kl weighting}. Outside of training beta is the only weight.
   */
  void addDivergence(TrainingStep step, Divergence divergence) {
    computeNats();
    double weight = training ? divergence.weight(step.epoch()) : divergence.beta();
    double sum = 0;
    double charged = 0;
    for (int unit = 0; unit < units; unit++) {
      sum += nats[unit];
      charged += training ? divergence.charged(nats[unit]) : nats[unit];
      weights[unit] = divergence.holdsBack(nats[unit]) ? (float) (weight / mean.numRows) : 0;
    }
    step.losses().add("kl", sum);
    if (divergence.isWeighted()) {
      step.losses().add("kl weighting", weight * charged - sum);
    }
  }

  /** Sums in the order of the rows, so that the bits do not depend on the threads. */
  private void computeNats() {
    java.util.Arrays.fill(nats, 0);
    for (int row = 0; row < mean.numRows; row++) {
      for (int unit = 0; unit < units; unit++) {
        int i = row * units + unit;
        double m = mean.data[i];
        double s = deviation.data[i];
        nats[unit] += 0.5 * (m * m + s * s - 1 - logVariance.data[i]);
      }
    }
    for (int unit = 0; unit < units; unit++) {
      nats[unit] /= mean.numRows;
    }
  }

  /**
   * Turns the gradient of the reconstruction by the code into that of the loss by the mean, in
   * place, and returns that by the log variance.
   */
  FMatrixRMaj gradients(TrainingStep step, FMatrixRMaj newByCode) {
    byCode = newByCode;
    byLogVariance = step.buffer("log variance gradient", units);
    step.rows(gradients);
    return byLogVariance;
  }

  private void addGradients(int fromRow, int toRow) {
    for (int row = fromRow; row < toRow; row++) {
      for (int unit = 0; unit < units; unit++) {
        int i = row * units + unit;
        float g = byCode.data[i];
        float s = deviation.data[i];
        byLogVariance.data[i] = 0.5f * (g * s * epsilon.data[i] + weights[unit] * (s * s - 1));
        byCode.data[i] = g + weights[unit] * mean.data[i];
      }
    }
  }
}
