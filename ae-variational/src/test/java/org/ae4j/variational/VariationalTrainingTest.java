package org.ae4j.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.EpochReport;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.latent.LatentScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariationalTrainingTest {
  private static final int FEATURES = 8;
  private static final FloatDataset ROWS = Datasets.of(rows(200));

  @ParameterizedTest
  @ValueSource(strings = {"bce", "mse"})
  void learnsWhatTwoFactorsMake(String loss) {
    TrainedAutoencoder model = train(config(loss), 60, 2);

    LatentScores scores = LatentScores.measure(model).of(ROWS);
    List<EpochReport> history = model.document().history();
    assertThat(history.get(59).trainLoss()).isLessThan(history.get(0).trainLoss());
    assertThat(history.get(59).terms()).containsOnlyKeys("reconstruction", "kl");
    assertThat(scores.activeUnits()).isBetween(1, 3);
  }

  @Test
  void detectsACollapsedCode() {
    TrainedAutoencoder model = train(builder("bce").option("beta", "500").build(), 30, 1);

    LatentScores scores = LatentScores.measure(model).of(ROWS);

    assertThat(scores.activeUnits()).isZero();
    assertThat(scores.kl()).isCloseTo(0, offset(0.02));
  }

  @Test
  void freeBitsKeepTheCodeInUse() {
    TrainedAutoencoder model =
        train(builder("bce").option("beta", "500").option("free_bits", "0.5").build(), 60, 1);

    LatentScores scores = LatentScores.measure(model).of(ROWS);
    assertThat(scores.activeUnits()).isPositive();
    assertThat(scores.kl()).isBetween(0.3, 2.5);
  }

  @Test
  void measuresHeldOutRowsByTheMeanAndWithoutWarmUp() {
    AutoencoderConfig config = builder("bce").option("kl_warmup", "100").build();
    FloatDataset held = Datasets.of(rows(37));
    TrainedAutoencoder model = engine(2).prepare(config, training(1), ROWS).validation(held).run();

    LatentScores scores = LatentScores.measure(model).threads(3).of(held);

    assertThat(model.document().history().get(0).validationLoss().orElseThrow())
        .isCloseTo(scores.negativeBound(), offset(1e-4));
    assertThat(model.document().history().get(0).terms()).containsKey("kl weighting");
  }

  @Test
  void samplesBySeed() {
    TrainedAutoencoder model = train(config("bce"), 2, 1);

    LatentScores one = LatentScores.measure(model).sampled(1).logLikelihood(3, 1).of(ROWS);
    LatentScores same =
        LatentScores.measure(model).sampled(1).logLikelihood(3, 1).threads(3).of(ROWS);
    LatentScores other = LatentScores.measure(model).sampled(2).of(ROWS);

    assertThat(same.reconstruction()).isEqualTo(one.reconstruction());
    assertThat(same.negativeLogLikelihood()).isEqualTo(one.negativeLogLikelihood());
    assertThat(other.reconstruction()).isNotEqualTo(one.reconstruction());
    assertThat(other.negativeLogLikelihood()).isEmpty();
  }

  @Test
  void refusesBernoulliRowsOutsideOfZeroToOne() {
    float[][] rows = rows(20);
    rows[3][2] = 1.5f;

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> engine(1).train(builder("bce").build(), batches(20), Datasets.of(rows)))
        .withMessageContaining("from 0.0 to 1.0")
        .withMessageContaining("row 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"huber", "mae", "bce(reduction=mean)"})
  void refusesLossesThatAreNoLikelihoodInNats(String loss) {
    assertRefused(builder(loss), loss.startsWith("bce") ? "reduction" : "bce (Bernoulli)");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertRefused(builder("bce").option("sigma", "2"), "sigma is for loss mse");
    assertRefused(builder("mse").option("sigma", "0"), "sigma must be a number from");
    assertRefused(builder("mse").option("bta", "2"), "did you mean 'beta'?");
    assertRefused(builder("mse").encoder("dense(4) relu"), "leave 'relu' out");
  }

  private static void assertRefused(AutoencoderConfig.Builder config, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> engine(1).prepare(config.build(), training(1), ROWS))
        .withMessageContaining(message);
  }

  private static TrainedAutoencoder train(AutoencoderConfig config, int epochs, int threads) {
    return engine(threads).train(config, training(epochs), ROWS);
  }

  private static Autoencoders engine(int threads) {
    return Autoencoders.builder().kernels("reference").threads(threads).build();
  }

  private static AutoencoderConfig config(String loss) {
    return builder(loss).build();
  }

  private static AutoencoderConfig.Builder builder(String loss) {
    return AutoencoderConfig.builder(Shape.features(FEATURES))
        .variant("variational")
        .encoder("dense(12) tanh dense(3)")
        .scaling("none")
        .loss(loss);
  }

  private static TrainingConfig training(int epochs) {
    return TrainingConfig.builder()
        .epochs(epochs)
        .batchSize(24)
        .optimizer("adam")
        .learningRate(0.01)
        .seed(5)
        .build();
  }

  private static TrainingConfig batches(int rows) {
    return TrainingConfig.builder().epochs(1).batchSize(rows).build();
  }

  /** Rows between 0 and 1 that two factors make. */
  private static float[][] rows(int count) {
    RandomStream random = RandomStream.of(9);
    float[][] rows = new float[count][FEATURES];
    for (int row = 0; row < count; row++) {
      double a = random.normal(2L * row);
      double b = random.normal(2L * row + 1);
      for (int i = 0; i < FEATURES; i++) {
        rows[row][i] = (float) (1 / (1 + Math.exp(-4 * (i % 2 == 0 ? a : b) * (1 - i / 12.0))));
      }
    }
    return rows;
  }
}
