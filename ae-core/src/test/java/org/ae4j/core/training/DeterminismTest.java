package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.TestVariant;
import org.ae4j.core.data.FloatDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same seed gives the same bytes. */
class DeterminismTest {
  private static final String ALL_LAYERS =
      "dense(12) batchnorm relu dropout(0.2) layernorm dense(5)";

  @TempDir Path folder;

  /** Both numbers of rows leave a last batch that is smaller, the second one of a single row. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dense(12) relu dense(5)      | mse   | false | adam          | 90 | 0
          dense(40) gelu dense(33)     | huber | false | nesterov(0.9) | 90 | 0
          dense(12) tanh dense(5)      | mse   | true  | momentum(0.9) | 90 | 0.05
          dense(12) elu dense(5) tanh  | bce   | false | rmsprop       | 65 | 0
          dense(12) batchnorm relu dropout(0.2) layernorm dense(5) | bce | false | adamw | 90 | 0.05
          dense(12) batchnorm relu dropout(0.2) layernorm dense(5) | mse | false | adagrad | 65 | 0.05
          """)
  void threadsDoNotChangeTheModelFile(
      String encoder, String loss, boolean tied, String optimizer, int rows, double clipNorm) {
    AutoencoderConfig config =
        TestVariant.config(20, encoder)
            .loss(loss)
            .scaling("none")
            .option("tied", Boolean.toString(tied))
            .build();
    TrainingConfig training =
        TrainingConfig.builder()
            .epochs(3)
            .batchSize(32)
            .optimizer(optimizer)
            .clipNorm(clipNorm)
            .seed(7)
            .build();

    byte[] alone = train(config, training, rows, 1);

    assertThat(train(config, training, rows, 1)).isEqualTo(alone);
    assertThat(train(config, training, rows, 2)).isEqualTo(alone);
    assertThat(train(config, training, rows, 5)).isEqualTo(alone);
  }

  @Test
  void moreThreadsThanRowsAndWeightsGiveTheSameFile() {
    AutoencoderConfig config = TestVariant.config(3, "dense(2) batchnorm tanh dense(1)").build();
    TrainingConfig training = TrainingConfig.builder().epochs(4).batchSize(3).seed(5).build();

    assertThat(train(config, training, 7, 12)).isEqualTo(train(config, training, 7, 1));
  }

  @Test
  void anExecutorOfTheCallersGivesTheSameFile() throws InterruptedException {
    AutoencoderConfig config = TestVariant.config(20, ALL_LAYERS).build();
    TrainingConfig training = TrainingConfig.builder().epochs(2).batchSize(32).seed(3).build();
    FloatDataset rows = TestVariant.rows(70, 20, 1);
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      byte[] given =
          TestVariant.bytes(
              TestVariant.engine(1).prepare(config, training, rows).executor(3, executor).run(),
              folder);

      assertThat(given).isEqualTo(train(config, training, 70, 1));
    } finally {
      executor.shutdown();
    }
    assertThat(executor.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS))
        .as("threads are given back")
        .isTrue();
  }

  @Test
  void anotherSeedGivesAnotherModel() {
    AutoencoderConfig config = TestVariant.config(20, ALL_LAYERS).build();
    TrainingConfig.Builder training = TrainingConfig.builder().epochs(1).batchSize(32);
    FloatDataset rows = TestVariant.rows(70, 20, 1);

    float[][] codes = new float[3][];
    for (int seed = 1; seed <= 3; seed++) {
      codes[seed - 1] =
          TestVariant.engine(1)
              .train(config, training.seed(seed).build(), rows)
              .encode(TestVariant.matrix(rows, 5))
              .data;
    }

    assertThat(codes[0]).isNotEqualTo(codes[1]);
    assertThat(codes[1]).isNotEqualTo(codes[2]);
  }

  private byte[] train(AutoencoderConfig config, TrainingConfig training, int rows, int threads) {
    FloatDataset dataset = TestVariant.rows(rows, config.input().size(), 1);
    return TestVariant.bytes(TestVariant.engine(threads).train(config, training, dataset), folder);
  }
}
