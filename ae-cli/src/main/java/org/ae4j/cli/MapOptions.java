package org.ae4j.cli;

import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.manifold.TsneConfig;
import picocli.CommandLine.Option;

/** How rows become a map. */
final class MapOptions {
  private static final int COMPONENTS = 50;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "tsne: rows that are near each other stay so; pca: the first two principal components."
              + " Default: tsne.")
  private Method method = Method.TSNE;

  @Option(
      names = "--pca",
      paramLabel = "N",
      description =
          "Principal components that longer rows are shortened to before t-SNE; 0 for none."
              + " Default: 50.")
  private int components = COMPONENTS;

  @Option(
      names = "--perplexity",
      paramLabel = "P",
      description =
          "How many neighbours of a row count, roughly. Default: 30, or a third of the other rows"
              + " if that is less.")
  private Optional<Double> perplexity = Optional.empty();

  @Option(names = "--iterations", paramLabel = "N", description = "Steps of t-SNE. Default: 1000.")
  private int iterations = TsneConfig.DEFAULTS.iterations();

  @Option(
      names = "--repulsion",
      paramLabel = "HOW",
      description =
          "How t-SNE adds up forces: tree (Barnes-Hut), grid (Fourier transforms), or auto: the"
              + " faster for the number of rows. Default: auto.")
  private Repulsion repulsion = Repulsion.AUTO;

  MapOptions() {}

  /** How a map is made. */
  enum Method {
    TSNE,
    PCA
  }

  /** How forces are added up. */
  enum Repulsion {
    AUTO(TsneConfig.Method.AUTO),
    TREE(TsneConfig.Method.BARNES_HUT),
    GRID(TsneConfig.Method.GRID);

    private final TsneConfig.Method method;

    Repulsion(TsneConfig.Method method) {
      this.method = method;
    }
  }

  Method method() {
    return method;
  }

  /** Returns how many components rows are shortened to, or 0 for none. */
  int components() {
    if (components < 0) {
      throw new ConfigurationException("--pca must be at least 0, got " + components);
    }
    return components;
  }

  /** Returns the settings for a number of rows. */
  TsneConfig config(int rows, long seed) {
    return TsneConfig.DEFAULTS
        .withPerplexity(perplexity.orElse((double) usualPerplexity(rows)))
        .withIterations(iterations)
        .withMethod(repulsion.method)
        .withSeed(seed);
  }

  private static int usualPerplexity(int rows) {
    int usual = (int) TsneConfig.DEFAULTS.perplexity();
    return Math.max(1, Math.min(usual, TsneConfig.mostPerplexity(rows)));
  }

  /** Says so if rows are too few for the usual perplexity. */
  void warn(int rows, Output output) {
    double usual = TsneConfig.DEFAULTS.perplexity();
    if (perplexity.isEmpty() && usualPerplexity(rows) < usual) {
      output.warn(
          "perplexity %d in place of %.0f, the greatest for %s"
              .formatted(usualPerplexity(rows), usual, Text.count(rows, "row")));
    }
  }
}
