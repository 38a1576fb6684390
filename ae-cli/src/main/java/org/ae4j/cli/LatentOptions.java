package org.ae4j.cli;

import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Generative;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.latent.LatentScores;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What to measure of models whose code is a random variable. */
final class LatentOptions {
  @Option(
      names = "--posterior",
      paramLabel = "WHAT",
      description =
          "For a variational model: take the mean of a row's codes, or a sample (by --seed), where"
              + " nats are measured. Default: mean.")
  private Use posterior = Use.MEAN;

  @Option(
      names = "--nll-samples",
      paramLabel = "K",
      description =
          "For a variational model: estimate the negative log-likelihood with K samples a row.")
  private Optional<Integer> samples = Optional.empty();

  LatentOptions() {}

  /** Which code of a row is decoded. */
  enum Use {
    MEAN,
    SAMPLE
  }

  /** Measures a model that can be measured so; refuses options that others do not know. */
  Optional<LatentScores> measure(
      TrainedAutoencoder model, Dataset rows, int threads, Optional<Long> seed) {
    if (!(model.model() instanceof Generative) && samples.isEmpty() && posterior == Use.MEAN) {
      return Optional.empty();
    }
    if (samples.orElse(1) < 1) {
      throw new ConfigurationException("--nll-samples must be at least 1, got " + samples.get());
    }
    LatentScores.Request request = LatentScores.measure(model).threads(threads);
    if (posterior == Use.SAMPLE) {
      request.sampled(seed.orElse(1L));
    }
    samples.ifPresent(k -> request.logLikelihood(k, seed.orElse(1L)));
    return Optional.of(request.of(rows));
  }

  void print(LatentScores scores, Output output) {
    output.line(
        "loss  %.3f nats = %.3f reconstruction + %.3f kl, from the posterior %s",
        scores.negativeBound(),
        scores.reconstruction(),
        scores.kl(),
        posterior == Use.MEAN ? "mean" : "sample");
    scores
        .negativeLogLikelihood()
        .ifPresent(nll -> output.line("nll   %.3f nats (%d samples a row)", nll, samples.get()));
    int active = scores.activeUnits();
    int units = scores.activity().length;
    output.line("active units  %d of %d", active, units);
    if (active == 0) {
      output.warn(
          "the code collapsed: it carries nothing of the rows; train with a smaller beta, or with"
              + " kl_warmup or free_bits");
    }
  }

  static void write(LatentScores scores, ObjectNode json) {
    json.put("negative_bound", scores.negativeBound());
    json.put("reconstruction_nats", scores.reconstruction());
    json.put("kl_nats", scores.kl());
    scores.negativeLogLikelihood().ifPresent(nll -> json.put("nll_nats", nll));
    json.put("active_units", scores.activeUnits());
    json.put("code_size", scores.activity().length);
  }
}
