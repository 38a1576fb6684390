package org.ae4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.TrainingConfig;
import org.ae4j.clustering.DeepTraining;
import org.ae4j.clustering.Directions;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.latent.PrincipalComponents;
import org.ejml.data.FMatrixRMaj;
import picocli.CommandLine.Option;

/** How rows are grouped. */
final class ClusterOptions {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})-(\\d{1,6})");
  private static final Set<String> SAID_ELSEWHERE =
      Set.of("clusters", "restarts", "whiten", "pretrain");
  private static final int LEAST = 2;
  private static final int MOST = 12;
  private static final int MAX_CLUSTERS = 100_000;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "kmeans, minibatch (for many rows), gmm (mixture of Gaussians), dec or idec (deep embedded"
              + " clustering, which trains an encoder). Default: the clusters in --model if it has"
              + " any, or else kmeans.")
  private Optional<Method> method = Optional.empty();

  @Option(
      names = {"-k", "--clusters"},
      paramLabel = "K",
      description =
          "Number of clusters; or a range such as 4-15 of which the one with the greatest silhouette"
              + " is taken. Default: 2-12.")
  private String clusters = LEAST + "-" + MOST;

  @Option(
      names = "--restarts",
      paramLabel = "N",
      description = "Runs of k-means from other centres; the best is kept. Default: 20.")
  private int restarts = 20;

  @Option(
      names = "--normalize",
      description =
          "Divide each row or code by its length first, so that only its direction counts; for"
              + " kmeans, minibatch and gmm.")
  private boolean normalize;

  @Option(
      names = "--whiten",
      paramLabel = "POWER",
      description =
          "Divide rows or codes, along each of their principal axes, by their deviation there to"
              + " this power, before --normalize, so that weak axes count more: from 0, which"
              + " changes nothing, to 1, which makes all alike. Default: 0.")
  private double whitening;

  @Option(
      names = "--cluster-epochs",
      paramLabel = "N",
      description = "Epochs of dec and idec after pre-training, at most. Default: 20.")
  private int epochs = 20;

  @Option(
      names = "--cluster-optimizer",
      paramLabel = "OPT",
      description = "Default: sgd(momentum=0.9) for dec, adam for idec.")
  private Optional<String> optimizer = Optional.empty();

  @Option(
      names = "--cluster-rate",
      paramLabel = "RATE",
      description = "Learning rate of dec and idec. Default: 0.01 for dec, 0.001 for idec.")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--cluster-option",
      paramLabel = "NAME=VALUE",
      description = "An option of dec or idec, such as interval=140, tolerance=0.001, gamma=0.1.")
  private Map<String, String> options = new LinkedHashMap<>();

  ClusterOptions() {}

  /** How rows are grouped. */
  enum Method {
    KMEANS,
    MINIBATCH,
    GMM,
    DEC,
    IDEC;

    /** Tells whether it trains an encoder. */
    boolean isDeep() {
      return this == DEC || this == IDEC;
    }

    String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Numbers of clusters to try. */
  record Range(int least, int most) {
    boolean isOne() {
      return least == most;
    }
  }

  Optional<Method> method() {
    return method;
  }

  boolean normalizes() {
    return normalize;
  }

  /** Tells whether rows are changed before they are grouped. */
  boolean transforms() {
    return normalize || whitening != 0;
  }

  /** Refuses a power that is none, before anything is trained. */
  void requireWhitening() {
    if (!(whitening >= 0 && whitening <= 1)) {
      throw new ConfigurationException("--whiten must be from 0 to 1, got " + whitening);
    }
  }

  /** Returns rows as they are grouped; the rows themselves where nothing changes them. */
  FMatrixRMaj transform(FMatrixRMaj rows, Autoencoders engine) {
    FMatrixRMaj points = rows;
    if (whitening > 0) {
      points =
          PrincipalComponents.fit(rows, rows.numCols, engine)
              .fromZero()
              .whiten(whitening)
              .transform(rows, engine);
    }
    return normalize ? Directions.of(points) : points;
  }

  /** Says how rows are changed, after the name of a method. */
  String transformation() {
    return (whitening > 0 ? ", whitened by " + whitening : "") + (normalize ? ", normalized" : "");
  }

  int restarts() {
    return restarts;
  }

  /** Returns the numbers of clusters to try for some rows. */
  Range range(int rows) {
    if (clusters.matches("\\d{1,6}")) {
      int k = Integer.parseInt(clusters);
      if (k < 1 || k > MAX_CLUSTERS) {
        throw new ConfigurationException(
            "-k must be from 1 to " + MAX_CLUSTERS + ", got " + clusters);
      }
      if (k > rows) {
        throw new ConfigurationException(
            "-k must be at most the number of rows, " + rows + ", got " + k);
      }
      return new Range(k, k);
    }
    Matcher matcher = RANGE.matcher(clusters.equals("auto") ? LEAST + "-" + MOST : clusters);
    if (!matcher.matches()) {
      throw new ConfigurationException(
          "-k must be a number, a range such as 4-15, or auto; got '" + clusters + "'");
    }
    int least = Integer.parseInt(matcher.group(1));
    int most = Math.min(rows, Integer.parseInt(matcher.group(2)));
    if (least < LEAST || least > most) {
      throw new ConfigurationException(
          "-k as a range must begin at 2 or above and not end before, with at most as many as rows ("
              + rows
              + "); got '"
              + clusters
              + "'");
    }
    return new Range(least, most);
  }

  /** Returns the options of the variant. */
  Map<String, String> variantOptions(int k) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("clusters", Integer.toString(k));
    all.put("restarts", Integer.toString(restarts));
    if (whitening > 0) {
      all.put("whiten", Double.toString(whitening));
    }
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (SAID_ELSEWHERE.contains(option.getKey())) {
        throw new ConfigurationException(
            "--cluster-option cannot set "
                + option.getKey()
                + "; -k, --restarts, --whiten and --epochs say it");
      }
      all.put(option.getKey(), option.getValue());
    }
    return all;
  }

  /** Refuses settings of dec and idec before the model that they begin with is trained. */
  void checkDeep(Autoencoders engine, Method deep, TrainingSession pretraining, Dataset rows) {
    TrainingConfig before = pretraining.document().training();
    DeepTraining.check(
        engine,
        deep.id(),
        pretraining,
        variantOptions(range(rows.size()).least()),
        training(deep, before.batchSize(), before.seed()),
        rows);
  }

  /** Returns how the clustering part is trained, in the batches of the pre-training. */
  TrainingConfig training(Method deep, int batch, long seed) {
    boolean plain = deep == Method.DEC;
    return TrainingConfig.builder()
        .epochs(epochs)
        .batchSize(batch)
        .optimizer(optimizer.orElse(plain ? "sgd(momentum=0.9)" : "adam"))
        .learningRate(rate.orElse(plain ? 0.01 : 0.001))
        .seed(seed)
        .build();
  }
}
