package org.ae4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.plugin.PluginFailure;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
  static final String PLUGIN_PATH_VARIABLE = "AE_PLUGIN_PATH";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to work with; the result is the same with any number. Default: all.")
  private Optional<Integer> threads = Optional.empty();

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

  @Option(
      names = "--plugin-path",
      paramLabel = "PATH",
      description =
          "Jars, or folders of jars, with further plugins, parted as in a class path; beside those"
              + " of the environment's AE_PLUGIN_PATH.")
  private Optional<String> pluginPath = Optional.empty();

  @Option(names = "--quiet", description = "Print errors only.")
  private boolean quiet;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write JSON, an object a line, to a file, or with - to standard output.")
  private Optional<String> json = Optional.empty();

  /** {@link Main} asks picocli whether it was given. */
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--debug", description = "Show stack traces of errors.")
  private boolean debug;

  /** Picocli itself looks at it. */
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private List<PluginFailure> failures = List.of();

  CommonOptions() {}

  /** Returns the seed, if one was given. */
  Optional<Long> seed() {
    seed.filter(value -> value < 0)
        .ifPresent(
            value -> {
              throw new ConfigurationException("--seed must be at least 0, got " + value);
            });
    return seed;
  }

  /** Opens what the command prints to; the caller closes it. */
  Output output() {
    seed();
    return new Output(quiet, json);
  }

  /** Loads plugins and kernels; says on standard error which plugins could not be loaded. */
  Autoencoders engine(Output output) {
    Autoencoders engine = engine();
    failures.forEach(failure -> output.warn("plugin left out: " + failure));
    return engine;
  }

  /** Loads plugins and kernels; see {@link #failures} for what could not be loaded. */
  Autoencoders engine() {
    PluginPath path = new PluginPath();
    Optional.ofNullable(System.getenv(PLUGIN_PATH_VARIABLE))
        .ifPresent(jars -> path.add(PLUGIN_PATH_VARIABLE, jars));
    pluginPath.ifPresent(jars -> path.add("--plugin-path", jars));
    Autoencoders engine = EarlyEngine.get().orElseGet(() -> build(path));
    failures = new ArrayList<>(path.failures());
    failures.addAll(engine.registry().failures());
    return engine;
  }

  private Autoencoders build(PluginPath path) {
    Autoencoders.Builder builder = Autoencoders.builder().classLoader(path.classLoader());
    threads.ifPresent(builder::threads);
    kernels.ifPresent(builder::kernels);
    return builder.build();
  }

  /** Returns the plugins that {@link #engine} could not load. */
  List<PluginFailure> failures() {
    return failures;
  }
}
