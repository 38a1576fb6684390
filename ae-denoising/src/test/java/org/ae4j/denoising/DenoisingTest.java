package org.ae4j.denoising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Callback;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.EpochReport;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.corruption.CorruptionPlan;
import org.ae4j.core.corruption.DamagedDataset;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.metrics.Restoration;
import org.ae4j.core.training.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on damaged inputs, through the engine. */
class DenoisingTest {
  private static final Shape SHAPE = Shape.image(1, 12, 12);
  private static final FloatDataset TRAIN = waves(300, 1);
  private static final FloatDataset HELD_OUT = waves(270, 2);

  @TempDir Path folder;

  @Test
  void denoisingIsVanillaWithADefaultCorruption() throws IOException {
    AutoencoderConfig unnamed = builder("denoising").build();
    TrainedAutoencoder model = session(2, unnamed, 1).run();

    assertThat(model.document().config().corruption()).contains("gaussian(0.3)");
    assertThat(bytes(model)).isEqualTo(bytes(session(2, config("gaussian(0.3)"), 1).run()));
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    assertThat(engine(1).read(file).document().config()).isEqualTo(model.document().config());
  }

  /** With a rate of learning that changes no weight every epoch measures the same. */
  @Test
  void validationIsDamagedTheSameWayEachEpochAndTrainingIsNot() {
    List<EpochReport> reports = new ArrayList<>();
    TrainingConfig training =
        TrainingConfig.builder().epochs(3).batchSize(300).learningRate(1e-30).build();
    engine(2)
        .prepare(config("gaussian(0.3)*ramp(2)"), training, TRAIN)
        .validation(TRAIN)
        .callback(
            new Callback() {
              @Override
              public void onEpoch(TrainingRun run, EpochReport report) {
                reports.add(report);
              }
            })
        .run();

    double first = reports.get(0).validationLoss().orElseThrow();
    assertThat(reports.get(1).validationLoss()).hasValue(first);
    assertThat(reports.get(1).trainLoss()).isNotEqualTo(reports.get(0).trainLoss());
    assertThat(reports.get(2).trainLoss()).isNotEqualTo(reports.get(1).trainLoss());
  }

  @Test
  void restoresWhatItNeverSaw() {
    TrainedAutoencoder model = session(2, config("gaussian(0.3)"), 60).run();
    Corruption noise =
        CorruptionPlan.parse(engine(1).registry(), "gaussian(0.3)", model.document().config())
            .full();
    RandomStream random = RandomStream.of(9);
    Restoration one;
    Restoration three;
    try (Workers alone = new Workers(1);
        Workers workers = new Workers(3)) {
      one = Restoration.measure(model, HELD_OUT, noise, random, alone);
      three = Restoration.measure(model, HELD_OUT, noise, random, workers);
    }

    assertThat(three).isEqualTo(one);
    assertThat(one.restored().mse()).isLessThan(0.25 * one.damaged().mse());
    assertThat(one.restored().psnr().getAsDouble())
        .isGreaterThan(one.damaged().psnr().getAsDouble() + 5);
    assertThat(one.restored().ssim().getAsDouble())
        .isGreaterThan(one.damaged().ssim().getAsDouble());
    assertThat(errors(model, noise, random)).isEqualTo(one.damaged().mse(), within(1e-3));
  }

  @Test
  void refusesACorruptionBeforeTrainingBegins() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> session(1, config("masking(1.5)"), 1))
        .withMessageContaining("masking: rate must be a number from 0.0 to 1.0");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> session(1, config("block(13)"), 1))
        .withMessageContaining("size must be from 1 to 12");
  }

  /** Returns the mean squared error of rows that were read damaged. */
  private static double errors(TrainedAutoencoder model, Corruption noise, RandomStream random) {
    DamagedDataset damaged =
        new DamagedDataset(HELD_OUT, model.document().preprocessing(), noise, random);
    float[] row = new float[SHAPE.size()];
    double sum = 0;
    for (int i = 0; i < damaged.size(); i++) {
      damaged.copyRow(i, row, 0);
      double rowSum = 0;
      for (int column = 0; column < row.length; column++) {
        double difference = row[column] - (double) HELD_OUT.values()[i * row.length + column];
        rowSum += difference * difference;
      }
      sum += rowSum / row.length;
    }
    return sum / damaged.size();
  }

  private static AutoencoderConfig.Builder builder(String variant) {
    return AutoencoderConfig.builder(SHAPE).variant(variant).layers(48).code(8).scaling("unit");
  }

  private static AutoencoderConfig config(String corruption) {
    return builder("denoising").corruption(corruption).build();
  }

  private static TrainingSession session(int threads, AutoencoderConfig config, int epochs) {
    TrainingConfig training = TrainingConfig.builder().epochs(epochs).batchSize(64).build();
    return engine(threads).prepare(config, training, TRAIN).validation(HELD_OUT);
  }

  private static Autoencoders engine(int threads) {
    return Autoencoders.builder().kernels("reference").threads(threads).build();
  }

  private byte[] bytes(TrainedAutoencoder model) throws IOException {
    Path file = folder.resolve("bytes.safetensors");
    model.save(file);
    return Files.readAllBytes(file);
  }

  /** Returns images of waves whose direction and phase are all that differs; 0 and 1 occur. */
  private static FloatDataset waves(int rows, long seed) {
    RandomStream random = RandomStream.of(seed);
    float[] values = new float[rows * SHAPE.size()];
    for (int row = 0; row < rows; row++) {
      double direction = Math.PI * random.uniform(2L * row);
      double phase = 2 * Math.PI * random.uniform(2L * row + 1);
      for (int i = 0; i < SHAPE.size(); i++) {
        int y = i / 12;
        double along = y * Math.sin(direction) + i % 12 * Math.cos(direction);
        values[row * SHAPE.size() + i] = (float) (0.5 + 0.5 * Math.sin(0.4 * along + phase));
      }
    }
    return new FloatDataset("waves", SHAPE, values);
  }
}
