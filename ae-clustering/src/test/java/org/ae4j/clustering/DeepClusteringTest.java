package org.ae4j.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Callback;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.NumericalException;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.latent.PrincipalComponents;
import org.ae4j.core.model.ModelTensors;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.training.CheckpointPolicy;
import org.ae4j.core.training.RandomKeys;
import org.ae4j.core.training.SurveyingAutoencoder;
import org.ae4j.core.training.Training;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeepClusteringTest {
  private static final int ROWS = 90;
  private static final int GROUPS = 3;
  private static final Autoencoders ENGINE = Autoencoders.builder().threads(2).build();
  private static final FMatrixRMaj MATRIX = Blobs.of(ROWS, 4, GROUPS, 1);
  private static final Dataset DATA = Datasets.ofMatrix(MATRIX);

  private static AutoencoderConfig config(String variant, Map<String, String> options) {
    AutoencoderConfig.Builder builder =
        AutoencoderConfig.builder(DATA.shape())
            .variant(variant)
            .encoder("dense(2)")
            .option("clusters", "3");
    options.forEach(builder::option);
    return builder.build();
  }

  private static TrainingConfig.Builder training() {
    return TrainingConfig.builder().batchSize(30).seed(5);
  }

  /**
   * A step of rate 1 over all rows takes the gradient off the weights; the rows are shuffled, so
   * that this also shows that each meets its own target.
   */
  @ParameterizedTest
  @CsvSource({"1, 0", "2.5, 0", "1, 0.5", "2.5, 1"})
  void gradientsMatchDifferences(double alpha, double power) {
    TrainingConfig once =
        training().epochs(1).batchSize(ROWS).optimizer("sgd").learningRate(1).build();
    Map<String, String> options =
        Map.of("pretrain", "0", "alpha", "" + alpha, "whiten", "" + power);
    TrainingSession session = ENGINE.prepare(config("dec", options), once, DATA);
    Parameter weight = session.model().networks().get(0).layers().get(0).parameters().get(0);
    Parameter centres = session.model().freeParameters().get(0);
    TrainedAutoencoder view = session.finish(session.start());
    FMatrixRMaj rows = view.scaled(MATRIX);
    float[] before = weight.values().clone();
    FMatrixRMaj codes = session.model().encode(rows);
    PrincipalComponents axes = PrincipalComponents.fit(codes, 2, ENGINE).whiten(power);
    long seed = RandomKeys.of(5).stream("survey").bits(0);
    float[] first =
        new KMeans(GROUPS, 20, 300, 1e-4, seed)
            .fit(axes.transform(codes, ENGINE), ENGINE)
            .withMeansOf(codes)
            .centres()
            .data;
    Divergence divergence = new Divergence(rows, alpha, factors(axes), axes.axes(), before, first);

    session.start().run();

    for (int i = 0; i < before.length; i++) {
      double expected = divergence.slope(before, i, before, first);
      assertThat((double) before[i] - weight.values()[i]).isCloseTo(expected, offset(2e-4));
    }
    for (int i = 0; i < first.length; i++) {
      double expected = divergence.slope(first, i, before, first);
      assertThat((double) first[i] - centres.values()[i]).isCloseTo(expected, offset(2e-4));
    }
  }

  /** Returns by what squares along the axes are multiplied, so that their mean stays. */
  private static double[] factors(PrincipalComponents axes) {
    double[] v = axes.variances();
    double first = Math.pow(v[0], -axes.whitening());
    double second = Math.pow(v[1], -axes.whitening());
    double scale = (v[0] + v[1]) / (v[0] * first + v[1] * second);
    return new double[] {first * scale, second * scale};
  }

  /** KL(P||Q) of a linear encoder, with the targets of the first weights and centres. */
  private record Divergence(
      FMatrixRMaj rows, double alpha, double[] factors, FMatrixRMaj axes, double[][] target) {
    Divergence(
        FMatrixRMaj rows,
        double alpha,
        double[] factors,
        FMatrixRMaj axes,
        float[] weight,
        float[] centres) {
      this(rows, alpha, factors, axes, new double[rows.numRows][]);
      double[] sums = new double[GROUPS];
      for (int row = 0; row < rows.numRows; row++) {
        target[row] = shares(row, weight, centres);
        for (int j = 0; j < GROUPS; j++) {
          sums[j] += target[row][j];
        }
      }
      for (double[] p : target) {
        double sum = 0;
        for (int j = 0; j < GROUPS; j++) {
          p[j] = p[j] * p[j] / sums[j];
          sum += p[j];
        }
        for (int j = 0; j < GROUPS; j++) {
          p[j] /= sum;
        }
      }
    }

    double[] shares(int row, float[] weight, float[] centres) {
      double[] q = new double[GROUPS];
      double sum = 0;
      for (int j = 0; j < GROUPS; j++) {
        double[] d = {-centres[2 * j], -centres[2 * j + 1]};
        for (int i = 0; i < 2; i++) {
          for (int c = 0; c < rows.numCols; c++) {
            d[i] += (double) rows.get(row, c) * weight[2 * c + i];
          }
        }
        double square = 0;
        for (int k = 0; k < 2; k++) {
          double along = axes.get(k, 0) * d[0] + axes.get(k, 1) * d[1];
          square += factors[k] * along * along;
        }
        q[j] = Math.pow(1 + square / alpha, -(alpha + 1) / 2);
        sum += q[j];
      }
      for (int j = 0; j < GROUPS; j++) {
        q[j] /= sum;
      }
      return q;
    }

    double loss(float[] weight, float[] centres) {
      double sum = 0;
      for (int row = 0; row < rows.numRows; row++) {
        double[] q = shares(row, weight, centres);
        for (int j = 0; j < GROUPS; j++) {
          sum += target[row][j] * Math.log(target[row][j] / q[j]);
        }
      }
      return sum / rows.numRows;
    }

    double slope(float[] changed, int i, float[] weight, float[] centres) {
      float kept = changed[i];
      changed[i] = kept + 1f / 1024;
      double above = loss(weight, centres);
      changed[i] = kept - 1f / 1024;
      double below = loss(weight, centres);
      changed[i] = kept;
      return (above - below) * 512;
    }
  }

  @Test
  void goesOnFromATrainedModelAndEndsWhenLabelsStay() {
    for (String variant : new String[] {"dec", "idec"}) {
      TrainedAutoencoder start =
          ENGINE.train(
              AutoencoderConfig.builder(DATA.shape()).encoder("dense(2)").build(),
              training().epochs(20).learningRate(0.01).build(),
              DATA);
      TrainingSession session =
          DeepTraining.prepare(
              ENGINE,
              variant,
              start,
              Map.of("clusters", "3", "interval", "4"),
              training().epochs(30).build(),
              DATA);
      assertThat(session.model().encode(start.scaled(MATRIX)).data)
          .isEqualTo(start.encode(MATRIX).data);

      Training training = session.start();
      training.run();
      TrainedAutoencoder model = session.finish(training);

      assertThat(training.stoppedEarly()).isTrue();
      assertThat(training.history()).hasSizeBetween(1, 29);
      Clustering found = ((ClusterModel) model.model()).assign(model.encode(MATRIX));
      assertThat(Agreement.of(found.labels(), Blobs.groups(ROWS, GROUPS)).accuracy()).isEqualTo(1);
    }
  }

  @Test
  void aCheckpointAmongTheClustersGoesOnWithTheSameTargets(@TempDir Path folder) {
    AutoencoderConfig config = config("idec", Map.of("pretrain", "1", "interval", "100"));
    TrainingConfig settings = training().epochs(4).build();
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    TrainingSession session =
        ENGINE
            .prepare(config, settings, DATA)
            .checkpoints(new CheckpointPolicy(Optional.of(checkpoint), 0, Duration.ZERO))
            .callback(
                new Callback() {
                  @Override
                  public void onStep(TrainingRun run, int step, int stepsInEpoch) {
                    if (run.history().size() == 2 && step == 1) {
                      run.cancel();
                    }
                  }
                });
    session.start().run();

    TrainedAutoencoder resumed;
    try (StoredModel stored = StoredModel.open(checkpoint)) {
      resumed = ENGINE.resume(stored, settings, DATA).run();
    }

    TrainedAutoencoder whole = ENGINE.train(config, settings, DATA);
    for (int i = 0; i < ModelTensors.of(whole.model()).size(); i++) {
      assertThat(ModelTensors.of(resumed.model()).get(i).values())
          .isEqualTo(ModelTensors.of(whole.model()).get(i).values());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.5"})
  void aModelFileHoldsTheCentres(String power, @TempDir Path folder) {
    Map<String, String> options = Map.of("pretrain", "1", "whiten", power);
    TrainedAutoencoder model =
        ENGINE.train(config("dec", options), training().epochs(3).build(), DATA);
    model.save(folder.resolve("model.safetensors"));

    TrainedAutoencoder read = ENGINE.read(folder.resolve("model.safetensors"));

    FMatrixRMaj codes = model.encode(MATRIX);
    ClusterModel clusters = (ClusterModel) model.model();
    assertThat(((ClusterModel) read.model()).assign(codes).labels())
        .isEqualTo(clusters.assign(codes).labels());
    Clustering found = clusters.assign(codes);
    for (int row = 0; row < ROWS; row++) {
      assertThat(found.distances()[row])
          .isCloseTo(distance(model, codes, row, found), withPercentage(0.01));
    }
    FMatrixRMaj shares = clusters.shares(codes);
    assertThat(((ClusterModel) read.model()).shares(codes).data).isEqualTo(shares.data);
    for (int row = 0; row < ROWS; row++) {
      assertThat(shares.get(row, 0) + shares.get(row, 1) + shares.get(row, 2))
          .isCloseTo(1, offset(1e-5f));
    }
  }

  /** Returns how far a code is from the centre of its cluster, by the metric in the model. */
  private static float distance(
      TrainedAutoencoder model, FMatrixRMaj codes, int row, Clustering found) {
    int size = codes.numCols;
    Optional<Parameter> metric =
        ModelTensors.of(model.model()).stream()
            .filter(tensor -> tensor.name().equals("clusters.metric"))
            .findFirst();
    double square = 0;
    for (int i = 0; i < size * size; i++) {
      double di = codes.get(row, i / size) - found.centres().get(found.labels()[row], i / size);
      double dj = codes.get(row, i % size) - found.centres().get(found.labels()[row], i % size);
      float plain = i / size == i % size ? 1 : 0;
      int at = i;
      square += di * dj * metric.map(a -> a.values()[at]).orElse(plain);
    }
    return (float) Math.sqrt(square);
  }

  @Test
  void saysThatCodesHaveCollapsed() {
    Dataset equal = Datasets.of(new float[][] {{1, 2}, {1, 2}, {1, 2}, {1, 3}});
    AutoencoderConfig config =
        AutoencoderConfig.builder(equal.shape())
            .variant("dec")
            .encoder("dense(1)")
            .option("clusters", "3")
            .option("pretrain", "0")
            .build();

    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(
            () -> ENGINE.train(config, TrainingConfig.builder().batchSize(4).build(), equal))
        .withMessageContaining("only 2 different values, too few for 3 clusters");
  }

  @Test
  void saysThatAllRowsHaveFallenIntoOneCluster() {
    TrainingSession session = ENGINE.prepare(config("dec", Map.of()), training().build(), DATA);
    SurveyingAutoencoder model = (SurveyingAutoencoder) session.model();
    model.surveyState(ROWS);
    RandomStream random = RandomStream.of(1);
    FMatrixRMaj codes = Blobs.of(ROWS, 2, GROUPS, 1);
    FMatrixRMaj fallen = codes.copy();
    Arrays.fill(fallen.data, 7);
    try (Workers workers = new Workers(2)) {
      model.survey(codes, workers, random);
      assertThatNoException().isThrownBy(() -> model.survey(codes, workers, random));
      assertThatExceptionOfType(NumericalException.class)
          .isThrownBy(() -> model.survey(fallen, workers, random))
          .withMessageContaining("all 90 rows have fallen into one of 3 clusters");
    }
    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(() -> DeepTraining.requireClusters(new int[] {1, 1}, 2))
        .withMessageContaining("all 2 rows have fallen into one of 2 clusters");
    assertThatNoException().isThrownBy(() -> DeepTraining.requireClusters(new int[] {0, 1, 0}, 3));
    assertThatNoException().isThrownBy(() -> DeepTraining.requireClusters(new int[] {0, 0}, 1));
  }

  @Test
  void refusesMoreClustersThanRows() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> ENGINE.train(config("dec", Map.of("clusters", "91")), training().build(), DATA))
        .withMessageContaining("at most the number of rows, 90, got 91");
  }

  @Test
  void refusesToBeginWithTiedWeights() {
    TrainedAutoencoder tied =
        ENGINE.train(
            AutoencoderConfig.builder(DATA.shape())
                .encoder("dense(2)")
                .option("tied", "true")
                .build(),
            training().epochs(1).build(),
            DATA);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> DeepTraining.prepare(ENGINE, "idec", tied, Map.of(), training().build(), DATA))
        .withMessageContaining("has no decoder.0.weight");
  }
}
