package org.ae4j.api;

import org.ejml.data.FMatrixRMaj;

/**
 * What an {@link Autoencoder} offers beside whose code is a random variable with a standard normal
 * prior: rows can be drawn from it, and how likely a row is can be estimated.
 *
 * <p>Rows are scaled already, and densities are those of scaled rows. Safe from many threads while
 * nobody trains.
 */
public interface Generative {

  /** Returns the Gaussian q(z|x) of each row. */
  Posterior posterior(FMatrixRMaj rows);

  /**
   * Returns log p(x|z) of each row given the code in the same row of {@code codes}, in nats, summed
   * over the features.
   */
  double[] logLikelihood(FMatrixRMaj rows, FMatrixRMaj codes);

  /**
   * One Gaussian with a diagonal covariance a row; the matrices are the caller's.
   *
   * @param mean rows x code size; what {@link Autoencoder#encode} returns
   * @param logVariance of the same size
   */
  record Posterior(FMatrixRMaj mean, FMatrixRMaj logVariance) {}
}
