package org.ae4j.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * What holds for every run of a comparison, whatever a file of runs says. {@link CompareCommand}
 * hands on the texts, so that nothing reads the fields.
 */
@SuppressWarnings("UnusedVariable")
final class EveryRunOptions {
  @Option(names = "--epochs", paramLabel = "N", description = "Epochs of each run. Default: 20.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--time-budget",
      paramLabel = "TIME",
      description =
          "In place of epochs: how long the training steps of each run may take, such as 30s, 5m or"
              + " 1h; the step that exceeds it is the last.")
  private Optional<String> timeBudget = Optional.empty();

  @Option(
      names = "--code",
      paramLabel = "N",
      description = "Values in a code. Default: 32, or half of a row's values if that is less.")
  private Optional<Integer> code = Optional.empty();

  @Option(
      names = "--loss",
      paramLabel = "LOSS",
      description = "What is minimized, such as mse, bce or huber(0.5). Default: mse.")
  private Optional<String> loss = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Rows a step. Default: 128, or all if there are fewer.")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "OPT",
      description = "Such as adam, adamw or sgd(momentum=0.9). Default: adam.")
  private Optional<String> optimizer = Optional.empty();

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "How far a step goes. Default: the optimizer's own, 0.001 for adam.")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--corruption",
      paramLabel = "CORRUPTION",
      description = "What is done to inputs in training. Default: each variant's own, mostly none.")
  private Optional<String> corruption = Optional.empty();

  @Option(
      names = "--noise",
      paramLabel = "CORRUPTION",
      description =
          "What the test rows are damaged with for the runs to restore. Default: "
              + RunSettings.NOISE
              + ".")
  private Optional<String> noise = Optional.empty();

  EveryRunOptions() {}
}
