package org.ae4j.cli;

import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.Autoencoders;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to work with; the result is the same with any number. Default: all.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all randomness: splits, initial weights, shuffling. Default: 1.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--kernels",
      paramLabel = "ID",
      description = "Numerical loops to use; 'ae plugins' lists them. Default: the fastest.")
  private Optional<String> kernels = Optional.empty();

  @Option(names = "--quiet", description = "Print errors only.")
  private boolean quiet;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write JSON, an object a line, to a file, or with - to standard output.")
  private Optional<String> json = Optional.empty();

  @Option(names = "--debug", description = "Show stack traces of errors.")
  private boolean debug;

  CommonOptions() {}

  /** Tells whether errors should be shown with their stack traces. */
  boolean debug() {
    return debug;
  }

  int threads() {
    if (threads < 1) {
      throw new ConfigurationException("--threads must be at least 1, got " + threads);
    }
    return threads;
  }

  Optional<Long> seed() {
    return seed;
  }

  /** Opens what the command prints to; the caller closes it. */
  Output output() {
    return new Output(quiet, json);
  }

  /** Loads plugins and kernels; says on standard error which plugins could not be loaded. */
  Autoencoders engine(Output output) {
    Autoencoders.Builder builder = Autoencoders.builder().threads(threads());
    kernels.ifPresent(builder::kernels);
    Autoencoders engine = builder.build();
    engine.registry().failures().forEach(f -> output.warn("plugin left out: " + f));
    return engine;
  }
}
