package org.ae4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.training.CheckpointPolicy;
import picocli.CommandLine.Option;

/** The model file of a run, and the checkpoints on the way to it. */
final class CheckpointOptions {
  private static final String ENDING = ".checkpoint.safetensors";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The model file; its pictures go beside it. Default: model.safetensors, or with --resume"
              + " what the checkpoint's name says.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--no-pictures", description = "Write the model file only.")
  private boolean noPictures;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Where checkpoints go; without a word on when, one after each epoch. Default: beside the"
              + " model file, and only when interrupted.")
  private Optional<Path> checkpoint = Optional.empty();

  @Option(
      names = "--checkpoint-every",
      paramLabel = "EPOCHS",
      description = "Leave a checkpoint every so many epochs.")
  private Optional<Integer> everyEpochs = Optional.empty();

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "MINUTES",
      description = "Leave a checkpoint every so many minutes, also within an epoch.")
  private Optional<Double> everyMinutes = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Go on from a checkpoint, bit for bit as if never interrupted.")
  private Optional<Path> resume = Optional.empty();

  CheckpointOptions() {}

  Optional<Path> resume() {
    return resume;
  }

  boolean noPictures() {
    return noPictures;
  }

  /** Returns the model file. */
  Path out() {
    return out.or(() -> resume.filter(CheckpointOptions::hasEnding).map(CheckpointOptions::model))
        .orElse(Path.of("model.safetensors"));
  }

  /** Returns the options that resume from a checkpoint and lead to the same model file. */
  String resumption(Path written) {
    boolean implied = hasEnding(written) && model(written).equals(out());
    String target = implied ? "" : " --out " + Text.shell(out());
    return "--resume " + Text.shell(written) + target;
  }

  CheckpointPolicy policy() {
    double minutes = everyMinutes.orElse(0.0);
    if (everyEpochs.orElse(1) < 1) {
      throw new ConfigurationException(
          "--checkpoint-every must be at least 1, got " + everyEpochs.get());
    }
    if (everyMinutes.isPresent() && !(minutes > 0 && minutes <= 1e6)) {
      throw new ConfigurationException(
          "--checkpoint-minutes must be above 0 and at most 1000000, got " + minutes);
    }
    int epochs = everyEpochs.orElse(checkpoint.isPresent() && everyMinutes.isEmpty() ? 1 : 0);
    Duration duration = Duration.ofMillis((long) Math.ceil(minutes * 60_000));
    return new CheckpointPolicy(Optional.of(file()), epochs, duration);
  }

  /** Refuses files that could not be written, or read, before work goes into their contents. */
  void requireUsable() {
    OutputFiles.requireWritable(out());
    OutputFiles.requireWritable(file());
    if (file().toAbsolutePath().normalize().equals(out().toAbsolutePath().normalize())) {
      throw new ConfigurationException(
          "the checkpoint and the model file are both " + out() + "; name another with --out");
    }
    resume
        .filter(path -> !Files.isRegularFile(path))
        .ifPresent(
            path -> {
              throw new ConfigurationException(
                  "--resume: found no file " + path + ", expected a checkpoint");
            });
  }

  private Path file() {
    return checkpoint.or(() -> resume).orElseGet(() -> OutputFiles.beside(out(), ENDING));
  }

  private static boolean hasEnding(Path checkpoint) {
    return checkpoint.toString().endsWith(ENDING);
  }

  private static Path model(Path checkpoint) {
    String name = String.valueOf(checkpoint.getFileName());
    String stem = name.substring(0, name.length() - ENDING.length());
    return checkpoint.resolveSibling(stem + ".safetensors");
  }
}
