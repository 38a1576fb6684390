package org.ae4j.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Generative;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.FloatDataset;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyDetectorTest {
  private static final Autoencoders ENGINE =
      Autoencoders.builder().kernels("reference").threads(2).build();
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "constant");
  private static final FloatDataset ROWS = rows(1, 600);
  private static final FloatDataset APART = rows(2, 99);
  private static final TrainedAutoencoder MODEL = train("vanilla", "dense(2)", ROWS);
  private static final TrainedAutoencoder VARIATIONAL = train("variational", "dense(2)", ROWS);

  @TempDir private Path folder;

  /** Makes rows on a plane, a little off it, with a column that never changes. */
  private static FloatDataset rows(long seed, int count) {
    RandomStream random = RandomStream.of(seed);
    float[][] rows = new float[count][];
    for (int row = 0; row < count; row++) {
      double x = random.at(row).normal(0);
      double y = random.at(row).normal(1);
      double off = 0.1 * random.at(row).normal(2);
      rows[row] = new float[] {(float) x, (float) y, (float) (x + y), (float) (x - y + off), 7};
    }
    return Datasets.of("plane", Shape.features(5), rows).withFeatureNames(NAMES);
  }

  private static TrainedAutoencoder train(String variant, String encoder, Dataset rows) {
    return ENGINE.train(
        AutoencoderConfig.builder(rows.shape()).variant(variant).encoder(encoder).build(),
        TrainingConfig.builder().epochs(30).batchSize(32).learningRate(0.02).seed(3).build(),
        rows);
  }

  private static AnomalyDetector fit(TrainedAutoencoder model, String score) {
    return AnomalyDetector.builder(ENGINE, model).score(score).calibration(APART).fit(ROWS);
  }

  private static FMatrixRMaj some() {
    FMatrixRMaj matrix = Datasets.toMatrix(rows(4, 40));
    matrix.data[3] += 5; // row 0 leaves the plane
    return matrix;
  }

  @Test
  void flagsTheRowThatLeavesThePlane() {
    AnomalyDetector detector = fit(MODEL, "mse+mahalanobis");

    assertThat(detector.predict(some())[0]).isEqualTo(1);
    assertThat(Arrays.stream(detector.predict(some())).sum()).isBetween(1, 12);
    assertThat(detector.judge(detector.decisionFunction(some())[0]).pValue())
        .isCloseTo(0.01, within(1e-12));
  }

  @Test
  void flagsTheContaminationOfTheRowsFittedTo() {
    AnomalyDetector detector =
        AnomalyDetector.builder(ENGINE, MODEL)
            .threshold(new Threshold.Contamination(0.05))
            .fit(ROWS);

    int[] flags = detector.predict(Datasets.toMatrix(ROWS));

    assertThat(Arrays.stream(flags).sum()).isEqualTo(30);
    assertThat(detector.rowsApart()).isZero();
  }

  @Test
  void scoresByTheError() {
    double[] mean = MODEL.errors(some());

    assertThat(fit(MODEL, "mse").decisionFunction(some())).containsExactly(mean);
    assertThat(fit(MODEL, "mse").anomaly(some())).containsExactly(mean);
    assertThat(fit(MODEL, "l2").decisionFunction(some()))
        .containsExactly(Arrays.stream(mean).map(m -> Math.sqrt(5 * m)).toArray(), within(1e-12));
    assertThat(fit(MODEL, "loss").decisionFunction(some())).containsExactly(mean, within(1e-6));
  }

  @Test
  void sharesTheErrorAmongFeatures() {
    FMatrixRMaj squares = fit(MODEL, "mse").anomalyPerFeature(some());
    double[] mean = MODEL.errors(some());

    for (int row = 0; row < mean.length; row++) {
      double sum = 0;
      for (int i = 0; i < 5; i++) {
        sum += squares.get(row, i);
      }
      assertThat(sum / 5).isCloseTo(mean[row], within(1e-6));
    }
  }

  @Test
  void measuresDistancesOfCodes() {
    double[] distances = fit(MODEL, "mahalanobis(ridge=0)").decisionFunction(some());
    FMatrixRMaj known = MODEL.encode(Datasets.toMatrix(ROWS));
    FMatrixRMaj codes = MODEL.encode(some());

    double[] mean = new double[2];
    double[][] covariance = new double[2][2];
    for (int pass = 0; pass < 2; pass++) {
      for (int row = 0; row < known.numRows; row++) {
        for (int i = 0; i < 2; i++) {
          if (pass == 0) {
            mean[i] += known.get(row, i) / (double) known.numRows;
          }
          for (int j = 0; j < 2 && pass == 1; j++) {
            covariance[i][j] +=
                (known.get(row, i) - mean[i]) * (known.get(row, j) - mean[j]) / known.numRows;
          }
        }
      }
    }
    double determinant = covariance[0][0] * covariance[1][1] - covariance[0][1] * covariance[1][0];
    for (int row = 0; row < distances.length; row++) {
      double x = codes.get(row, 0) - mean[0];
      double y = codes.get(row, 1) - mean[1];
      double square =
          (covariance[1][1] * x * x - 2 * covariance[0][1] * x * y + covariance[0][0] * y * y)
              / determinant;
      assertThat(distances[row]).isCloseTo(Math.sqrt(square), within(1e-6));
    }
  }

  @Test
  void addsStandardizedScores() {
    double[] sum = fit(MODEL, "mse+mahalanobis").decisionFunction(some());
    double[] expected = new double[sum.length];
    for (String part : List.of("mse", "mahalanobis")) {
      AnomalyDetector alone = fit(MODEL, part);
      Distribution fitted = new Distribution(alone.decisionFunction(Datasets.toMatrix(ROWS)));
      double[] scores = alone.decisionFunction(some());
      for (int row = 0; row < sum.length; row++) {
        expected[row] += (scores[row] - fitted.mean()) / fitted.deviation();
      }
    }

    assertThat(sum).containsExactly(expected, within(1e-9));
  }

  @Test
  void scalesScoresToProbabilities() {
    AnomalyDetector detector = fit(MODEL, "mse");
    FMatrixRMaj rows = Datasets.toMatrix(ROWS);
    Distribution fitted = new Distribution(detector.decisionFunction(rows));

    assertThat(detector.predictProba(rows, Probability.LINEAR)).contains(0, 1);
    assertThat(detector.probability(1e9, Probability.LINEAR)).isEqualTo(1);
    double one = fitted.mean() + fitted.deviation();
    assertThat(detector.probability(one, Probability.UNIFY))
        .isCloseTo(0.6826894921370859, within(1e-9)); // scipy.special.erf(1 / sqrt(2))
    assertThat(detector.probability(fitted.mean(), Probability.UNIFY)).isZero();
    assertThat(detector.probability(Double.POSITIVE_INFINITY, Probability.UNIFY)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loss", "reconstruction_probability", "mse+mahalanobis+loss"})
  void scoresRowsOfAVariationalModelByThemselves(String score) {
    AnomalyDetector detector = fit(VARIATIONAL, score);
    double[] together = detector.decisionFunction(some());

    for (int row = 0; row < together.length; row++) {
      FMatrixRMaj one = new FMatrixRMaj(1, 5);
      System.arraycopy(some().data, 5 * row, one.data, 0, 5);
      assertThat(detector.decisionFunction(one)[0]).isEqualTo(together[row]);
    }
    assertThat(detector.predict(some())[0]).isEqualTo(1);
  }

  @Test
  void reconstructionProbabilityIsAMeanOverThePosterior() {
    double score =
        fit(VARIATIONAL, "reconstruction_probability(samples=4000)").decisionFunction(some())[0];
    Generative generative = (Generative) VARIATIONAL.model();
    FMatrixRMaj scaled = VARIATIONAL.scaled(some());
    Generative.Posterior posterior = generative.posterior(scaled);
    RandomStream random = RandomStream.of(99);
    double sum = 0;
    for (int sample = 0; sample < 4000; sample++) {
      FMatrixRMaj codes = posterior.mean().copy();
      for (int i = 0; i < 2; i++) {
        double deviation = Math.exp(0.5 * posterior.logVariance().data[i]);
        codes.data[i] += (float) (deviation * random.normal(2L * sample + i));
      }
      sum -= generative.logLikelihood(scaled, codes)[0];
    }

    assertThat(score).isCloseTo(sum / 4000, within(0.05 * Math.abs(score)));
  }

  @Test
  void isTheSameFromAFile() {
    Path file = folder.resolve("detector.safetensors");
    for (String score : List.of("mse", "mse+mahalanobis", "l2+loss")) {
      AnomalyDetector detector =
          AnomalyDetector.builder(ENGINE, MODEL)
              .score(score)
              .threshold(new Threshold.Conformal(0.05))
              .calibration(APART)
              .fit(ROWS);
      detector.save(file);

      AnomalyDetector read = AnomalyDetector.read(ENGINE, file);

      assertThat(read.decisionFunction(some())).containsExactly(detector.decisionFunction(some()));
      assertThat(read.threshold()).isEqualTo(detector.threshold());
      assertThat(read.rule()).isEqualTo(detector.rule());
      assertThat(read.judge(1)).isEqualTo(detector.judge(1));
      assertThat(ENGINE.read(file).encode(some()).data).containsExactly(MODEL.encode(some()).data);
    }
  }

  @Test
  void refusesFilesThatHoldNoDetector() throws IOException {
    Path file = folder.resolve("model.safetensors");
    MODEL.save(file);
    assertThatThrownBy(() -> AnomalyDetector.read(ENGINE, file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("is a model without a detector");

    fit(MODEL, "mahalanobis").save(file);
    byte[] bytes = Files.readAllBytes(file);
    for (String forged :
        List.of("contaminatiXn(0.1)", "contamination(0.9)", "contamination(\\u00e)")) {
      String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
      Path other = folder.resolve("forged.safetensors");
      Files.writeString(
          other,
          text.replace("contamination(0.1)", forged),
          java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThatThrownBy(() -> AnomalyDetector.read(ENGINE, other))
          .isInstanceOf(ModelFormatException.class);
    }
    for (int length = 0; length < bytes.length; length += 97) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> AnomalyDetector.read(ENGINE, file))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void scoresTheSameFromSixteenThreads() throws Exception {
    AnomalyDetector detector = fit(VARIATIONAL, "mse+mahalanobis+reconstruction_probability");
    FMatrixRMaj rows = Datasets.toMatrix(ROWS);
    double[] alone = detector.decisionFunction(rows);
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      List<Future<double[]>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        all.add(executor.submit(() -> detector.decisionFunction(rows)));
      }
      for (Future<double[]> one : all) {
        assertThat(one.get()).containsExactly(alone);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void isFittedTheSameWithAnyNumberOfThreads() {
    AnomalyDetector.Builder builder =
        AnomalyDetector.builder(ENGINE, MODEL).score("mse+mahalanobis");
    double one = builder.threads(1).fit(ROWS).threshold();

    assertThat(builder.threads(16).fit(ROWS).threshold()).isEqualTo(one);
  }

  @Test
  void explainsByColumns() {
    AnomalyDetector detector = fit(MODEL, "mse");
    float[] row = Arrays.copyOf(some().data, 5);

    Explanation explanation = detector.explain(row, detector.columns());

    assertThat(explanation.verdict().anomalous()).isTrue();
    assertThat(explanation.columns()).hasSize(5);
    assertThat(explanation.columns().stream().mapToDouble(Explanation.ColumnError::share).sum())
        .isCloseTo(1, within(1e-9));
    Explanation.ColumnError first = explanation.columns().get(0);
    assertThat(first.column()).isEqualTo("d");
    assertThat(first.actual()).isEqualTo(Float.toString(row[3]));
    assertThat(Float.parseFloat(first.expected())).isLessThan(row[3]);
  }

  @Test
  void foldsExpandedFeaturesBackToTheirColumn() {
    AnomalyDetector detector = fit(MODEL, "mse");
    float[] row = Arrays.copyOf(some().data, 5);
    Columns folded =
        new Columns() {
          @Override
          public List<String> names() {
            return List.of("left", "right");
          }

          @Override
          public List<String> print(float[] values) {
            return List.of("L", "R" + values[4]);
          }

          @Override
          public double[] errors(float[] actual, float[] restored) {
            double[] each = detector.columns().errors(actual, restored);
            return new double[] {each[0] + each[1] + each[2], each[3] + each[4]};
          }
        };

    List<Explanation.ColumnError> columns = detector.explain(row, folded).columns();
    double[] shares = new double[2];
    detector
        .explain(row, detector.columns())
        .columns()
        .forEach(c -> shares[NAMES.indexOf(c.column()) < 3 ? 0 : 1] += c.share());

    assertThat(columns)
        .extracting(Explanation.ColumnError::column)
        .containsExactly("right", "left");
    assertThat(columns.get(0).share()).isCloseTo(shares[1], within(1e-9));
    assertThat(columns.get(0).actual()).isEqualTo("R7.0");
  }

  @Test
  void refusesRowsThatAreNotLikeTheModels() {
    AnomalyDetector detector = fit(MODEL, "mse");
    float[][] values = {{1, 2, 3, 4, 5}};
    FloatDataset renamed =
        Datasets.of("new.csv", Shape.features(5), values)
            .withFeatureNames(List.of("a", "b", "c", "D", "constant"));
    FloatDataset missing =
        Datasets.of("new.csv", Shape.features(4), new float[][] {{1, 2, 3, 4}})
            .withFeatureNames(List.of("a", "b", "d", "constant"));
    FloatDataset moved =
        Datasets.of("new.csv", Shape.features(5), values)
            .withFeatureNames(List.of("b", "a", "c", "d", "constant"));

    assertThatThrownBy(() -> detector.requireFit(renamed))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("missing d; unknown D");
    assertThatThrownBy(() -> detector.requireFit(missing))
        .hasMessageContaining("missing c; give the columns a, b, c, d, constant");
    assertThatThrownBy(() -> detector.requireFit(moved)).hasMessageContaining("another order");
    assertThatThrownBy(() -> detector.requireFit(Datasets.of(new float[][] {{1, 2}})))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> detector.decisionFunction(new FMatrixRMaj(1, 4)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(
            () ->
                detector.decisionFunction(new FMatrixRMaj(new float[][] {{1, 2, 3, 4, Float.NaN}})))
        .isInstanceOf(DataException.class);
  }

  @Test
  void flagsRowsBeyondTheReachOfFloats() {
    FMatrixRMaj far = new FMatrixRMaj(new float[][] {{3e38f, -3e38f, 3e38f, 3e38f, 3e38f}});

    assertThat(fit(MODEL, "mse+mahalanobis").predict(far)).containsExactly(1);
  }

  @Test
  void refusesCodesThatAreAllTheSame() {
    FloatDataset same = Datasets.of(new float[][] {{1, 2, 3, 4, 7}, {1, 2, 3, 4, 7}});

    assertThatThrownBy(() -> AnomalyDetector.builder(ENGINE, MODEL).score("mahalanobis").fit(same))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("all codes of the rows to fit to, 2, are the same");
    assertThatThrownBy(() -> AnomalyDetector.builder(ENGINE, MODEL).score("mse+l2").fit(same))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("score mse is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mes",
        "mse+",
        "mse+mse",
        "mse(2)",
        "mahalanobis(ridge=2)",
        "reconstruction_probability",
      })
  void refusesScores(String score) {
    assertThatThrownBy(() -> fit(MODEL, score)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void refusesThresholdsWithoutTheirRows() {
    AnomalyDetector.Builder builder =
        AnomalyDetector.builder(ENGINE, MODEL).threshold(new Threshold.Conformal(0.001));

    assertThatThrownBy(() -> builder.fit(ROWS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("needs rows kept apart");
    assertThatThrownBy(() -> builder.calibration(APART).fit(ROWS))
        .isInstanceOf(AutoencoderException.class)
        .hasMessageContaining("at least 999 rows kept apart, got 99");
  }
}
