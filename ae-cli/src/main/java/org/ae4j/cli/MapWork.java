package org.ae4j.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.latent.PrincipalComponents;
import org.ae4j.manifold.MapQuality;
import org.ae4j.manifold.PlanarMap;
import org.ae4j.manifold.Standardization;
import org.ae4j.manifold.Tsne;
import org.ae4j.manifold.TsneConfig;
import org.ejml.data.FMatrixRMaj;

/** Makes a map of a command's rows, or places them on one, and measures it. */
final class MapWork {
  /** Neighbours whose labels vote on a row's. */
  static final int VOTERS = 10;

  /** Neighbours that trustworthiness looks at, as scikit-learn does. */
  private static final int TRUSTED = 5;

  /** With more rows than this trustworthiness is of a sample. */
  private static final int TRUSTED_ROWS = 10_000;

  private static final int TRUSTED_SAMPLE = 2000;

  /** An odd number without a pattern, by which bits mix. */
  private static final long HASH = 0x9E3779B97F4A7C15L;

  private final Autoencoders engine;
  private final Dataset rows;
  private final Optional<TrainedAutoencoder> trained;
  private final long seed;
  private final Output output;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final Map<String, Double> metrics = new LinkedHashMap<>();
  private Optional<PlanarMap> map = Optional.empty();
  private FMatrixRMaj points = new FMatrixRMaj(0, 2);
  private String method = "";
  private long began = System.nanoTime();

  MapWork(
      Autoencoders engine,
      Dataset rows,
      Optional<TrainedAutoencoder> trained,
      long seed,
      Output output) {
    this.engine = engine;
    this.rows = rows;
    this.trained = trained;
    this.seed = seed;
    this.output = output;
  }

  Dataset rows() {
    return rows;
  }

  /** Returns x and y of each row. */
  FMatrixRMaj points() {
    return points;
  }

  /** Returns the map to keep, if one was made. */
  Optional<PlanarMap> map() {
    return map;
  }

  /** Returns how the map was made, for people. */
  String method() {
    return method;
  }

  Map<String, Double> seconds() {
    return seconds;
  }

  Map<String, Double> metrics() {
    return metrics;
  }

  /** Returns what was mapped, for people. */
  String subject() {
    return trained
        .map(model -> "codes of %s".formatted(Text.count(model.codeSize(), "value")))
        .orElseGet(() -> "rows of " + rows.shape());
  }

  private FMatrixRMaj input() {
    FMatrixRMaj values =
        trained
            .map(model -> LatentRows.encode(engine, model, rows, rows.size()))
            .orElseGet(() -> Datasets.toMatrix(rows));
    lap(trained.isPresent() ? "encode" : "read");
    return values;
  }

  private void lap(String phase) {
    long now = System.nanoTime();
    seconds.put(phase, (now - began) / 1e9);
    began = now;
  }

  void map(MapOptions options) {
    requireRows(options);
    FMatrixRMaj values = input();
    // Pixels and codes have one unit; columns of a table have units of their own.
    boolean units = trained.isEmpty() && rows.valueRange().isEmpty() && !rows.shape().isImage();
    float[] scale = units ? Standardization.factors(values) : new float[0];
    FMatrixRMaj scaled = units ? Standardization.scaled(values, scale) : values;
    if (options.method() == MapOptions.Method.PCA) {
      principal(scaled, scale);
      measure(scaled);
    } else {
      measure(tsne(scaled, scale, options));
    }
    warn(values, scale);
  }

  private void requireRows(MapOptions options) {
    int least = options.method() == MapOptions.Method.PCA ? 2 : Tsne.LEAST_ROWS;
    if (rows.size() < least) {
      throw new DataException(
          "a map by %s needs at least %s, got %d; give more rows%s"
              .formatted(
                  options.method() == MapOptions.Method.PCA ? "pca" : "tsne",
                  Text.count(least, "row"),
                  rows.size(),
                  rows.size() > 1 && least > 2 ? ", or --method pca" : ""));
    }
  }

  private void principal(FMatrixRMaj values, float[] scale) {
    PrincipalComponents axes = PrincipalComponents.fit(values, Math.min(2, values.numCols), engine);
    points = twoColumns(axes.transform(values, engine));
    lap("pca");
    double[] shares = axes.explainedVariance();
    for (int i = 0; i < shares.length; i++) {
      metrics.put("explained_variance_" + (i + 1), shares[i]);
    }
    method = "principal components";
    map =
        axes.count() < 2
            ? Optional.empty()
            : Optional.of(
                new PlanarMap(points, scale, Optional.empty(), Optional.of(axes), 0, notes()));
  }

  private static FMatrixRMaj twoColumns(FMatrixRMaj components) {
    if (components.numCols == 2) {
      return components;
    }
    FMatrixRMaj points = new FMatrixRMaj(components.numRows, 2);
    for (int i = 0; i < components.numRows; i++) {
      points.data[2 * i] = components.data[i];
    }
    return points;
  }

  private FMatrixRMaj tsne(FMatrixRMaj values, float[] scale, MapOptions options) {
    int count = options.components();
    TsneConfig config = options.config(rows.size(), seed);
    Tsne.require(values, config);
    options.warn(rows.size(), output);
    Optional<PrincipalComponents> axes =
        count > 0 && values.numCols > count
            ? Optional.of(PrincipalComponents.fit(values, count, engine))
            : Optional.empty();
    FMatrixRMaj shortened = axes.map(a -> a.transform(values, engine)).orElse(values);
    axes.ifPresent(
        some -> {
          lap("pca");
          metrics.put(
              "explained_variance", java.util.Arrays.stream(some.explainedVariance()).sum());
        });
    IterationLine line = new IterationLine(output, config.iterations());
    Tsne made = Tsne.fit(shortened, config, engine, line);
    line.clear();
    began = System.nanoTime();
    seconds.put("neighbours", made.neighbourSeconds());
    seconds.put("affinities", made.affinitySeconds());
    seconds.put("layout", made.layoutSeconds());
    points = made.points();
    metrics.put("divergence", made.divergence());
    method =
        "t-SNE, perplexity %s, %s%s"
            .formatted(
                config.perplexity() == Math.rint(config.perplexity())
                    ? Long.toString((long) config.perplexity())
                    : Double.toString(config.perplexity()),
                Text.count(config.iterations(), "iteration"),
                axes.map(a -> ", of " + a.count() + " principal components").orElse(""));
    map =
        Optional.of(
            new PlanarMap(
                points, scale, Optional.of(shortened), axes, config.perplexity(), notes()));
    return shortened;
  }

  private Map<String, String> notes() {
    return Map.of("data", rows.name(), "of", subject(), "method", method);
  }

  void place(Path file) {
    PlanarMap known = PlanarMap.read(file);
    began = System.nanoTime();
    FMatrixRMaj values = input();
    points = known.place(values, engine);
    lap("place");
    method = "placed on " + file;
    measure(values);
  }

  /** Says what a map cannot show well. */
  private void warn(FMatrixRMaj values, float[] scale) {
    int constant = 0;
    for (float factor : scale) {
      constant += factor == 0 ? 1 : 0;
    }
    if (constant > 0 && constant < scale.length) {
      output.warn(Text.count(constant, "column") + " without variation, left out of the map");
    }
    Set<Long> seen = new HashSet<>();
    int repeated = 0;
    for (int row = 0; row < values.numRows; row++) {
      long hash = 1;
      for (int i = row * values.numCols; i < (row + 1) * values.numCols; i++) {
        hash = Long.rotateLeft(hash ^ Float.floatToIntBits(values.data[i]), 23) * HASH;
      }
      repeated += seen.add(hash) ? 0 : 1;
    }
    if (repeated > values.numRows / 100) {
      output.warn(
          "about %s repeat others exactly; they lie in one place each"
              .formatted(Text.count(repeated, "row")));
    }
  }

  private void measure(FMatrixRMaj values) {
    rows.labels()
        .filter(labels -> labels.length > VOTERS)
        .ifPresent(
            labels ->
                metrics.put("accuracy_10nn", MapQuality.accuracy(points, labels, VOTERS, engine)));
    if (values.numRows > 2 * TRUSTED) {
      int queries = values.numRows > TRUSTED_ROWS ? TRUSTED_SAMPLE : values.numRows;
      metrics.put(
          "trustworthiness",
          MapQuality.trustworthiness(values, points, TRUSTED, queries, seed, engine));
    }
    lap("measure");
  }

  /** Returns how badly the model reconstructs each row. */
  Optional<double[]> errors() {
    return trained.map(
        model -> {
          double[] errors = new double[rows.size()];
          Chunks.of(rows, engine.threads())
              .forEach(
                  model::errors,
                  (first, some) -> System.arraycopy(some, 0, errors, first, some.length));
          return errors;
        });
  }
}
