package org.ae4j.vanilla;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.EpochReport;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.FloatDataset;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VanillaFactoryTest {
  private static final Shape INPUT = Shape.features(20);
  private static final FloatDataset ROWS = rows();
  private static final TrainingConfig TRAINING =
      TrainingConfig.builder().epochs(30).batchSize(32).learningRate(0.01).seed(4).build();

  @TempDir Path folder;

  @Test
  void reportsEachTerm() {
    AutoencoderConfig config =
        config("dense(5) sigmoid").option("l1", "0.01").option("kl", "0.1").build();

    EpochReport report =
        engine(1).train(config, TRAINING.withEpochs(1), ROWS).document().history().get(0);

    assertThat(report.terms()).containsOnlyKeys("reconstruction", "l1", "kl sparsity");
    assertThat(report.terms().values().stream().mapToDouble(Double::doubleValue).sum())
        .isEqualTo(report.trainLoss());
  }

  @ParameterizedTest
  @ValueSource(strings = {"l1", "kl"})
  void aPenaltyMakesCodesSmaller(String penalty) {
    AutoencoderConfig.Builder config = config("dense(12) relu dense(5) sigmoid");
    double free = mean(engine(1).train(config.build(), TRAINING, ROWS));

    double sparse = mean(engine(1).train(config.option(penalty, "1").build(), TRAINING, ROWS));

    assertThat(sparse).isLessThan(0.5 * free);
  }

  @Test
  void tiedWeightsAreSavedOnce() {
    AutoencoderConfig config = config("dense(12) tanh dense(5)").option("tied", "true").build();

    TrainedAutoencoder model = engine(1).train(config, TRAINING.withEpochs(1), ROWS);

    assertThat(model.parameterCount()).isEqualTo(20 * 12 + 12 + 12 * 5 + 5 + 12 + 20);
    Path file = folder.resolve("tied");
    model.save(file);
    FMatrixRMaj rows = new FMatrixRMaj(2, 20);
    assertThat(engine(1).read(file).reconstruct(rows).data)
        .containsExactly(model.reconstruct(rows).data);
  }

  private static Autoencoders engine(int threads) {
    return Autoencoders.builder().kernels("reference").threads(threads).build();
  }

  private static AutoencoderConfig.Builder config(String encoder) {
    return AutoencoderConfig.builder(INPUT).encoder(encoder);
  }

  private static double mean(TrainedAutoencoder model) {
    float[] codes = model.encode(new FMatrixRMaj(90, 20, true, ROWS.values())).data;
    double sum = 0;
    for (float value : codes) {
      sum += value;
    }
    return sum / codes.length;
  }

  private static FloatDataset rows() {
    float[] values = new float[90 * 20];
    RandomStream random = RandomStream.of(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.normal(i);
    }
    return new FloatDataset("noise", INPUT, values);
  }
}
