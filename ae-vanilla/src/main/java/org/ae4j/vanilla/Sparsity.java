package org.ae4j.vanilla;

import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.CodePenalty;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.LossBreakdown;
import org.ejml.data.FMatrixRMaj;

/**
 * Penalties that keep most of a code near zero.
 *
 * <p>L1: weight times the mean over the batch of the sum of |z|. KL: weight times the sum over
 * units of KL(rho || mean activation of the unit over the batch), for codes in (0, 1) (Ng, "Sparse
 * autoencoder", CS294A lecture notes, 2011).
 *
 * @param l1 weight of the L1 penalty, 0 for none
 * @param kl weight of the KL penalty, 0 for none
 * @param rho the mean activation that the KL penalty wants
 */
record Sparsity(double l1, double kl, double rho) implements CodePenalty {
  static final String USAGE = "l1=0 kl=0 rho=0.05";

  /** Keeps the mean activation off 0 and 1, where the divergence is infinite. */
  private static final double MARGIN = 1e-6;

  static Sparsity read(Arguments options) {
    return new Sparsity(
        options.number("l1", 0, 1e6, 0),
        options.number("kl", 0, 1e6, 0),
        options.number("rho", 1e-4, 1 - 1e-4, 0.05));
  }

  /** Refuses a KL penalty on codes that can leave (0, 1). */
  void requireFor(AutoencoderConfig config) {
    var layers = Expression.parseList(config.encoder());
    if (kl > 0 && !layers.get(layers.size() - 1).name().equals("sigmoid")) {
      throw new ConfigurationException(
          "option kl needs a code between 0 and 1: end the encoder with sigmoid, got '"
              + config.encoder()
              + "'");
    }
  }

  @Override
  public void add(FMatrixRMaj code, FMatrixRMaj gradient, LossBreakdown losses) {
    if (l1 > 0) {
      losses.add("l1", addL1(code, gradient));
    }
    if (kl > 0) {
      losses.add("kl sparsity", addKl(code, gradient));
    }
  }

  private double addL1(FMatrixRMaj code, FMatrixRMaj gradient) {
    double sum = 0;
    float slope = (float) (l1 / code.numRows);
    for (int i = 0; i < code.numRows * code.numCols; i++) {
      sum += Math.abs(code.data[i]);
      gradient.data[i] += slope * Math.signum(code.data[i]);
    }
    return l1 * sum / code.numRows;
  }

  private double addKl(FMatrixRMaj code, FMatrixRMaj gradient) {
    int rows = code.numRows;
    int units = code.numCols;
    double sum = 0;
    for (int unit = 0; unit < units; unit++) {
      double mean = 0;
      for (int row = 0; row < rows; row++) {
        mean += code.data[row * units + unit];
      }
      mean = Math.min(1 - MARGIN, Math.max(MARGIN, mean / rows));
      sum += rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - rho) / (1 - mean));
      float slope = (float) (kl / rows * ((1 - rho) / (1 - mean) - rho / mean));
      for (int row = 0; row < rows; row++) {
        gradient.data[row * units + unit] += slope;
      }
    }
    return kl * sum;
  }
}
