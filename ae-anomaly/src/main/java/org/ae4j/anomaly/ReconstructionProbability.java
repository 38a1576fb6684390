package org.ae4j.anomaly;

import org.ae4j.api.Generative;
import org.ae4j.api.RandomStream;
import org.ejml.data.FMatrixRMaj;

/**
 * The negative mean of log p(x|z) over samples z of a row's posterior, in nats (An and Cho, 2015).
 *
 * <p>The same noise serves every row, so that a row's score does not depend on where it stands.
 */
final class ReconstructionProbability implements RowScore {
  private final Generative model;
  private final double[][] noise;

  ReconstructionProbability(Generative model, int codeSize, int samples, long seed) {
    this.model = model;
    this.noise = new double[samples][codeSize];
    RandomStream random = RandomStream.of(seed).named("reconstruction probability");
    for (int sample = 0; sample < samples; sample++) {
      for (int i = 0; i < codeSize; i++) {
        noise[sample][i] = random.at(sample).normal(i);
      }
    }
  }

  @Override
  public double[] of(Passage rows) {
    Generative.Posterior posterior = rows.posterior().orElseThrow();
    FMatrixRMaj codes = new FMatrixRMaj(rows.size(), posterior.mean().numCols);
    double[] scores = new double[rows.size()];
    for (double[] sample : noise) {
      for (int i = 0; i < codes.numRows * codes.numCols; i++) {
        double deviation = Math.exp(0.5 * posterior.logVariance().data[i]);
        codes.data[i] = (float) (posterior.mean().data[i] + deviation * sample[i % codes.numCols]);
      }
      double[] likelihoods = model.logLikelihood(rows.scaled(), codes);
      for (int row = 0; row < scores.length; row++) {
        scores[row] -= likelihoods[row] / noise.length;
      }
    }
    return scores;
  }
}
