package org.ae4j.core.latent;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Generative;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/**
 * How likely rows are under a {@link Generative} model, and how much of its code it uses; in nats,
 * of scaled rows, means over the rows.
 *
 * @param reconstruction -log p(x|z)
 * @param kl the divergence of the posterior from the prior
 * @param negativeLogLikelihood the importance-weighted estimate of -log p(x), where it was asked
 *     for
 * @param activity each unit's variance of the posterior mean over the rows
 */
public record LatentScores(
    double reconstruction, double kl, OptionalDouble negativeLogLikelihood, double[] activity) {
  /** The variance above which a unit counts as active (Burda et al., 2016). */
  public static final double ACTIVE = 0.01;

  private static final int CHUNK = 256;

  /** Returns the negative evidence lower bound. */
  public double negativeBound() {
    return reconstruction + kl;
  }

  /** Returns how many units of the code carry anything of the rows; 0 means that it collapsed. */
  public int activeUnits() {
    return (int) Arrays.stream(activity).filter(variance -> variance > ACTIVE).count();
  }

  /** What to measure. */
  public static final class Request {
    private final TrainedAutoencoder model;
    private final Generative generative;
    private OptionalLong sampleSeed = OptionalLong.empty();
    private int nllSamples;
    private long nllSeed;
    private int threads = 1;

    private Request(TrainedAutoencoder model, Generative generative) {
      this.model = model;
      this.generative = generative;
    }

    /** Reconstructs from one sample of each row's posterior, in place of its mean. */
    public Request sampled(long seed) {
      this.sampleSeed = OptionalLong.of(seed);
      return this;
    }

    /** Estimates the log-likelihood with so many samples of each row's posterior. */
    public Request logLikelihood(int samples, long seed) {
      if (samples < 0) {
        throw new ConfigurationException("samples must be at least 0, got " + samples);
      }
      this.nllSamples = samples;
      this.nllSeed = seed;
      return this;
    }

    /** Sets the number of threads; the results do not depend on it. */
    public Request threads(int count) {
      this.threads = count;
      return this;
    }

    /** Measures rows, which are in the units of their source. */
    public LatentScores of(Dataset rows) {
      return measure(this, rows);
    }
  }

  /**
   * Returns a request to measure a model: from the posterior mean, without an estimate of the
   * log-likelihood.
   *
   * @throws ConfigurationException if the model's code is no random variable
   */
  public static Request measure(TrainedAutoencoder model) {
    if (model.model() instanceof Generative generative) {
      return new Request(model, generative);
    }
    throw new ConfigurationException(
        "a model of variant "
            + model.document().config().variant()
            + " has no likelihood; train a generative one, for example --variant variational");
  }

  private static LatentScores measure(Request request, Dataset rows) {
    int size = rows.size();
    double[] reconstruction = new double[size];
    double[] kl = new double[size];
    double[] nll = new double[request.nllSamples > 0 ? size : 0];
    FMatrixRMaj means = new FMatrixRMaj(size, request.model.codeSize());
    int chunks = (size + CHUNK - 1) / CHUNK;
    try (Workers workers = new Workers(request.threads)) {
      workers.run(
          (part, parts) -> {
            for (int chunk = part; chunk < chunks; chunk += parts) {
              int first = chunk * CHUNK;
              FMatrixRMaj x = read(request.model, rows, first);
              Generative.Posterior posterior = request.generative.posterior(x);
              FMatrixRMaj mean = posterior.mean();
              FMatrixRMaj codes =
                  request.sampleSeed.isPresent()
                      ? Codes.posterior(posterior, first, 0, request.sampleSeed.getAsLong())
                      : mean;
              negate(request.generative.logLikelihood(x, codes), reconstruction, first);
              divergence(posterior, kl, first);
              System.arraycopy(
                  mean.data, 0, means.data, first * mean.numCols, mean.numRows * mean.numCols);
              if (nll.length > 0) {
                double[] estimate =
                    ImportanceWeights.logLikelihood(
                        request.generative,
                        x,
                        posterior,
                        first,
                        request.nllSamples,
                        request.nllSeed);
                negate(estimate, nll, first);
              }
            }
          });
    }
    return new LatentScores(
        mean(reconstruction),
        mean(kl),
        nll.length > 0 ? OptionalDouble.of(mean(nll)) : OptionalDouble.empty(),
        variances(means));
  }

  private static FMatrixRMaj read(TrainedAutoencoder model, Dataset rows, int first) {
    int columns = rows.shape().size();
    FMatrixRMaj matrix = new FMatrixRMaj(Math.min(CHUNK, rows.size() - first), columns);
    for (int row = 0; row < matrix.numRows; row++) {
      rows.copyRow(first + row, matrix.data, row * columns);
    }
    return model.scaled(matrix);
  }

  private static void divergence(Generative.Posterior posterior, double[] kl, int first) {
    FMatrixRMaj mean = posterior.mean();
    for (int row = 0; row < mean.numRows; row++) {
      double sum = 0;
      for (int i = row * mean.numCols; i < (row + 1) * mean.numCols; i++) {
        double m = mean.data[i];
        double log = posterior.logVariance().data[i];
        sum += 0.5 * (m * m + Math.expm1(log) - log);
      }
      kl[first + row] = sum;
    }
  }

  private static void negate(double[] values, double[] into, int first) {
    for (int i = 0; i < values.length; i++) {
      into[first + i] = -values[i];
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Returns each column's variance, with the number of rows as divisor. */
  private static double[] variances(FMatrixRMaj matrix) {
    double[] variances = new double[matrix.numCols];
    for (int column = 0; column < matrix.numCols; column++) {
      double sum = 0;
      for (int row = 0; row < matrix.numRows; row++) {
        sum += matrix.data[row * matrix.numCols + column];
      }
      double mean = sum / matrix.numRows;
      double squares = 0;
      for (int row = 0; row < matrix.numRows; row++) {
        double difference = matrix.data[row * matrix.numCols + column] - mean;
        squares += difference * difference;
      }
      variances[column] = squares / matrix.numRows;
    }
    return variances;
  }
}
