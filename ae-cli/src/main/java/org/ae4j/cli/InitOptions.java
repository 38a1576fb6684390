package org.ae4j.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.WeightTransfer;
import picocli.CommandLine.Option;

/** The weights that a training begins with. */
final class InitOptions {
  private static final String NOTE = "init-from";

  @Option(
      names = "--init-from",
      paramLabel = "FILE",
      description =
          "Begin with the weights of a model, by name and shape. Default: random weights.")
  private Optional<Path> source = Optional.empty();

  @Option(
      names = "--init-partial",
      description = "Take from it what matches, and begin anew with the rest.")
  private boolean partial;

  InitOptions() {}

  /** Takes the weights, and notes what matched. */
  void apply(
      Autoencoders engine, TrainingSession session, Map<String, String> notes, Output output) {
    if (partial && source.isEmpty()) {
      throw new ConfigurationException("--init-partial goes with --init-from, which is missing");
    }
    source.ifPresent(
        file -> {
          WeightTransfer.Match match =
              session.initialize(WeightTransfer.of(engine.read(file)), partial);
          notes.put(NOTE, file + ": " + match);
          output.line("weights  %s: %s", file, Text.wrap(match.toString(), 9));
        });
  }
}
