package org.ae4j.cli;

import java.util.Optional;
import java.util.function.IntFunction;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.cli.ClusterOptions.Method;
import org.ae4j.cli.cluster.ClusterFacts;
import org.ae4j.clustering.Agreement;
import org.ae4j.clustering.ClusterCount;
import org.ae4j.clustering.ClusterModel;
import org.ae4j.clustering.Clustering;
import org.ae4j.clustering.Compute;
import org.ae4j.clustering.DeepTraining;
import org.ae4j.clustering.KMeans;
import org.ae4j.clustering.MiniBatchKMeans;
import org.ae4j.clustering.MixtureClustering;
import org.ae4j.clustering.Silhouette;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.Preprocessing;
import org.ejml.data.FMatrixRMaj;

/** Groups the rows of a command, or their codes. */
final class ClusterWork {
  private static final int SILHOUETTE_ROWS = 5000;

  /** Restarts while a number of clusters is looked for. */
  private static final int SEARCH_RESTARTS = 5;

  private static final int MIXTURE_ROUNDS = 100;

  private final Autoencoders engine;
  private final Compute compute;
  private final Dataset rows;
  private final ClusterOptions options;
  private final long seed;
  private final Output output;
  private String method = "";
  private FMatrixRMaj points = new FMatrixRMaj(0, 0);
  private Optional<Preprocessing> scaling = Optional.empty();
  private Optional<ClusterCount> count = Optional.empty();
  private Optional<Clustering> found = Optional.empty();

  ClusterWork(
      Autoencoders engine,
      Compute compute,
      Dataset rows,
      ClusterOptions options,
      long seed,
      Output output) {
    this.engine = engine;
    this.compute = compute;
    this.rows = rows;
    this.options = options;
    this.seed = seed;
    this.output = output;
  }

  /** Gives rows to the clusters that a model has learnt. */
  void assign(TrainedAutoencoder model) {
    method = model.document().config().variant();
    ClusterModel clusters = (ClusterModel) model.model();
    FMatrixRMaj codes = LatentRows.encode(engine, model, rows, rows.size());
    points = clusters.points(codes);
    found = Optional.of(clusters.assign(codes));
  }

  /** Gives rows to the clusters that a model has just learnt from them. */
  void assignTrained(TrainedAutoencoder model) {
    assign(model);
    Clustering clustering = found.orElseThrow();
    DeepTraining.requireClusters(clustering.labels(), clustering.clusters());
  }

  /** Groups the codes of a model, or the rows themselves. */
  void group(Method how, Optional<TrainedAutoencoder> model) {
    method = how.id() + options.transformation();
    FMatrixRMaj all = points(model);
    points = options.transform(all, engine);
    int k = clusters(how == Method.GMM ? Method.KMEANS : how);
    Clustering clustering = clustering(how, options.restarts()).apply(k);
    if (clustering.clusters() < k) {
      output.warn(
          "%s cannot be made of %s, which have too few different values: %s are left"
              .formatted(
                  Text.count(k, "cluster"),
                  model.isPresent() ? "these codes" : "these rows",
                  clustering.clusters()));
    }
    found = Optional.of(options.transforms() ? clustering.withMeansOf(all) : clustering);
  }

  /** Sets up a training that begins with a model. */
  TrainingSession prepareDeep(Method deep, TrainedAutoencoder model, int batch) {
    int k = options.range(rows.size()).least();
    if (!options.range(rows.size()).isOne()) {
      points = options.transform(points(Optional.of(model)), engine);
      k = clusters(Method.KMEANS);
    }
    return DeepTraining.prepare(
        engine,
        deep.id(),
        model,
        options.variantOptions(k),
        options.training(deep, batch, seed),
        rows);
  }

  /** Returns the number of clusters that was asked for, or looks for one. */
  private int clusters(Method how) {
    ClusterOptions.Range range = options.range(rows.size());
    if (range.isOne()) {
      return range.least();
    }
    ClusterCount tried =
        ClusterCount.of(
            points,
            range.least(),
            range.most(),
            clustering(how, Math.min(SEARCH_RESTARTS, options.restarts())),
            SILHOUETTE_ROWS,
            seed,
            compute);
    count = Optional.of(tried);
    output.line("clusters       inertia  silhouette");
    for (ClusterCount.Trial trial : tried.tried()) {
      output.line(
          "%8d  %12.6g  %10.4f%s%s",
          trial.clusters(),
          trial.inertia(),
          trial.silhouette(),
          trial.clusters() == tried.bySilhouette() ? "  greatest silhouette, taken" : "",
          trial.clusters() == tried.byElbow() ? "  elbow of the inertia" : "");
    }
    return tried.bySilhouette();
  }

  private IntFunction<Clustering> clustering(Method how, int restarts) {
    return k -> {
      KMeans kMeans = new KMeans(k, restarts, 300, 1e-4, seed);
      return switch (how) {
        case MINIBATCH -> new MiniBatchKMeans(k, restarts, 2048, 10, seed).fit(points, compute);
        case GMM -> new MixtureClustering(kMeans, MIXTURE_ROUNDS).fit(points, compute);
        default -> kMeans.fit(points, compute);
      };
    };
  }

  private FMatrixRMaj points(Optional<TrainedAutoencoder> model) {
    FMatrixRMaj all;
    if (model.isPresent()) {
      all = LatentRows.encode(engine, model.get(), rows, rows.size());
      warnOfConstants(all, "units of the code", "the encoder has collapsed in part");
    } else {
      Preprocessing.Kind kind =
          rows.valueRange().isPresent() ? Preprocessing.Kind.UNIT : Preprocessing.Kind.STANDARD;
      Preprocessing fitted = Preprocessing.fit(kind, rows);
      scaling = Optional.of(fitted);
      all = Datasets.toMatrix(rows);
      for (int row = 0; row < all.numRows; row++) {
        fitted.apply(all.data, row * all.numCols);
      }
      if (!rows.shape().isImage()) {
        warnOfConstants(all, "columns", "they do not part any rows");
      }
    }
    return all;
  }

  private void warnOfConstants(FMatrixRMaj all, String what, String meaning) {
    int constant = 0;
    for (int column = 0; column < all.numCols; column++) {
      int row = 1;
      while (row < all.numRows && all.data[row * all.numCols + column] == all.data[column]) {
        row++;
      }
      constant += row >= all.numRows ? 1 : 0;
    }
    if (constant == all.numCols) {
      throw new ConfigurationException(
          "all %s are the same in every row, so that there is nothing to group by".formatted(what));
    }
    if (constant > 0) {
      output.warn(
          "%d of %d %s are the same in every row: %s"
              .formatted(constant, all.numCols, what, meaning));
    }
  }

  /** Returns all that was found. */
  ClusterFacts facts(Optional<TrainedAutoencoder> model, double seconds) {
    Clustering clustering = found.orElseThrow();
    Optional<Silhouette> silhouette =
        clustering.clusters() < 2
            ? Optional.empty()
            : Optional.of(
                Silhouette.of(points, clustering.labels(), SILHOUETTE_ROWS, seed, compute));
    return new ClusterFacts(
        method,
        clustering,
        count,
        silhouette,
        rows.labels().map(labels -> Agreement.of(clustering.labels(), labels)),
        model,
        scaling,
        seed,
        seconds);
  }
}
