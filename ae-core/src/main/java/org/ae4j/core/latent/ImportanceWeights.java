package org.ae4j.core.latent;

import org.ae4j.api.Generative;
import org.ejml.data.FMatrixRMaj;

/**
 * The importance-weighted estimate of log p(x), log of the mean over samples z of q(z|x) of p(x|z)
 * p(z) / q(z|x): a lower bound on average that grows with the samples (Burda, Grosse and
 * Salakhutdinov, 2016).
 */
final class ImportanceWeights {
  private ImportanceWeights() {}

  /** Returns the estimate for each scaled row; see {@link Codes#posterior} on {@code firstRow}. */
  static double[] logLikelihood(
      Generative model,
      FMatrixRMaj rows,
      Generative.Posterior posterior,
      int firstRow,
      int samples,
      long seed) {
    double[] greatest = new double[rows.numRows];
    double[] sums = new double[rows.numRows];
    java.util.Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    for (int sample = 0; sample < samples; sample++) {
      FMatrixRMaj codes = Codes.posterior(posterior, firstRow, sample, seed);
      double[] likelihood = model.logLikelihood(rows, codes);
      for (int row = 0; row < rows.numRows; row++) {
        double weight = likelihood[row] + priorOverPosterior(posterior, codes, row);
        double most = Math.max(greatest[row], weight);
        sums[row] = sums[row] * Math.exp(greatest[row] - most) + Math.exp(weight - most);
        greatest[row] = most;
      }
    }
    double[] result = new double[rows.numRows];
    for (int row = 0; row < result.length; row++) {
      result[row] = greatest[row] + Math.log(sums[row] / samples);
    }
    return result;
  }

  /** Returns log p(z) - log q(z|x), in which the factors of 2 pi cancel. */
  private static double priorOverPosterior(
      Generative.Posterior posterior, FMatrixRMaj codes, int row) {
    double sum = 0;
    for (int i = row * codes.numCols; i < (row + 1) * codes.numCols; i++) {
      double z = codes.data[i];
      double log = posterior.logVariance().data[i];
      double difference = z - posterior.mean().data[i];
      sum += 0.5 * (difference * difference * Math.exp(-log) + log - z * z);
    }
    return sum;
  }
}
