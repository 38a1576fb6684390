package org.ae4j.cli;

import org.ae4j.api.Dataset;
import org.ae4j.core.TrainedAutoencoder;

/**
 * How well a model reconstructs rows, over scaled values.
 *
 * @param mse the mean squared error over all rows and values
 * @param psnr the mean over rows of 10 log10(1 / row MSE), in dB, for a data range of 1
 * @param rowErrors each row's mean squared error
 */
record Scores(double mse, double psnr, double[] rowErrors) {

  static Scores of(TrainedAutoencoder model, Dataset rows, int threads) {
    double[] errors = new double[rows.size()];
    Chunks.of(rows, threads)
        .forEach(
            model::errors,
            (first, chunk) -> System.arraycopy(chunk, 0, errors, first, chunk.length));
    double sum = 0;
    double decibels = 0;
    for (double error : errors) {
      sum += error;
      decibels += -10 * Math.log10(Math.max(error, 1e-12));
    }
    return new Scores(sum / errors.length, decibels / errors.length, errors);
  }
}
