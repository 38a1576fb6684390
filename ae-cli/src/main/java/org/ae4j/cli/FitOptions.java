package org.ae4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.TrainingConfig;
import picocli.CommandLine.Option;

/** How the model is trained. */
final class FitOptions {
  @Option(names = "--epochs", paramLabel = "N", description = "Epochs to train. Default: 10.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Rows a step. Default: 128, or all if there are fewer.")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "OPT",
      description = "Such as adam, adamw or sgd(momentum=0.9). Default: adam.")
  private String optimizer = "adam";

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "How far a step goes. Default: the optimizer's own, 0.001 for adam.")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "SCHEDULE",
      description =
          "How the rate changes: constant, step(10,0.5), exponential(0.95), cosine, one_cycle,"
              + " plateau, warmup(500)+cosine. Default: constant.")
  private String schedule = "constant";

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Bound of the norm of all gradients together. Default: none.")
  private double clipNorm;

  @Option(
      names = "--clip-value",
      paramLabel = "X",
      description = "Bound of each gradient's magnitude. Default: none.")
  private double clipValue;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop after N epochs without a better loss. Default: never.")
  private int patience;

  @Option(
      names = "--min-improvement",
      paramLabel = "X",
      description = "By how much a loss must be lower to be better. Default: 0.")
  private double minimumImprovement;

  @Option(
      names = "--keep",
      paramLabel = "WHICH",
      description =
          "Weights to keep: last or best (by validation loss). Default: last; best with"
              + " --patience.")
  private Optional<String> keep = Optional.empty();

  @Option(
      names = "--freeze",
      split = ",",
      paramLabel = "NAME",
      description =
          "Weights to leave as they are: encoder, encoder(2) for its first two layers, encoder.0,"
              + " or a tensor's name.")
  private List<String> frozen = new ArrayList<>();

  @Option(
      names = "--pretrain",
      paramLabel = "HOW",
      description =
          "layerwise, or layerwise(5) for five epochs of each: train the layers by themselves first,"
              + " one after the other. Default: no.")
  private Optional<String> pretraining = Optional.empty();

  FitOptions() {}

  Optional<Integer> epochs() {
    return epochs;
  }

  TrainingConfig config(long seed, int trainingRows) {
    String which = keep.orElse(patience > 0 ? "best" : "last");
    if (!which.equals("best") && !which.equals("last")) {
      throw new ConfigurationException("--keep must be best or last, got '" + which + "'");
    }
    TrainingConfig.Builder builder =
        TrainingConfig.builder()
            .epochs(epochs.orElse(10))
            .batchSize(batch.orElse(Math.min(128, trainingRows)))
            .optimizer(optimizer)
            .schedule(schedule)
            .clipNorm(clipNorm)
            .clipValue(clipValue)
            .earlyStopping(patience, minimumImprovement)
            .keepBest(which.equals("best"))
            .seed(seed);
    learningRate.ifPresent(builder::learningRate);
    pretraining.ifPresent(builder::pretraining);
    builder.freeze(frozen.toArray(String[]::new));
    return builder.build();
  }
}
