package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Callback;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.EpochReport;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TestVariant;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.model.StoredModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was interrupted anywhere ends as if it never was. */
class ResumeTest {
  private static final int ROWS = 90;
  private static final int BATCH = 32;
  private static final int STEPS_IN_EPOCH = 3;
  private static final FloatDataset TRAIN = TestVariant.rows(ROWS, 20, 1);
  private static final FloatDataset VALIDATION = TestVariant.rows(30, 20, 2);

  private static final List<Autoencoders> ENGINES =
      List.of(TestVariant.engine(1), TestVariant.engine(2), TestVariant.engine(3));

  @TempDir Path folder;

  /** What is interrupted: a model, its training, and whether rows are kept apart. */
  record Run(AutoencoderConfig config, TrainingConfig training, boolean validates) {
    static Run of(
        String encoder, String optimizer, String schedule, boolean validates, boolean tied) {
      AutoencoderConfig config =
          TestVariant.config(20, encoder).option("tied", Boolean.toString(tied)).build();
      TrainingConfig training =
          TrainingConfig.builder()
              .epochs(4)
              .batchSize(BATCH)
              .optimizer(optimizer)
              .learningRate(0.02)
              .schedule(schedule)
              .clipNorm(tied ? 0.2 : 0)
              .keepBest(validates)
              .earlyStopping(validates ? 2 : 0, 0)
              .seed(11)
              .build();
      return new Run(config, training, validates);
    }

    TrainingSession begin() {
      return with(ENGINES.get(0).prepare(config, training, TRAIN));
    }

    TrainedAutoencoder resume(Path checkpoint, int threads, TrainingConfig goesOn) {
      try (StoredModel stored = StoredModel.open(checkpoint)) {
        return with(ENGINES.get(threads - 1).resume(stored, goesOn, TRAIN)).run();
      }
    }

    private TrainingSession with(TrainingSession session) {
      return validates ? session.validation(VALIDATION) : session;
    }

    @Override
    public String toString() {
      return config.encoder() + ", " + training.optimizer() + ", " + training.schedule();
    }
  }

  static List<Run> runs() {
    String noisy = "dense(12) batchnorm relu dropout(0.3) dense(5)";
    return List.of(
        Run.of(noisy, "adam", "plateau(factor=0.5,patience=0,threshold=0.5)", true, false),
        Run.of(noisy, "momentum(0.9)", "one_cycle", false, false),
        Run.of("dense(12) layernorm tanh dense(5)", "rmsprop", "warmup(3)+cosine", true, false),
        Run.of("dense(12) tanh dense(5)", "adagrad", "step(epochs=1,factor=0.5)", false, true),
        Run.of("dense(12) dropout(0.1) dense(5)", "sgd", "exponential(0.9)", false, false));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void fromTheCheckpointAfterEachStep(Run run) throws IOException {
    byte[] whole = TestVariant.bytes(run.begin().run(), folder);
    Path checkpoint = folder.resolve("checkpoint");
    List<Path> copies = new ArrayList<>();
    CheckpointPolicy always = new CheckpointPolicy(Optional.of(checkpoint), 1, Duration.ofNanos(1));
    Callback copying =
        new Callback() {
          @Override
          public void onStep(TrainingRun training, int step, int stepsInEpoch) {
            copy();
          }

          @Override
          public void onEnd(TrainingRun training) {
            copy();
          }

          private void copy() {
            if (Files.exists(checkpoint)) {
              Path copy = folder.resolve("copy" + copies.size());
              try {
                Files.copy(checkpoint, copy);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              copies.add(copy);
            }
          }
        };
    TrainedAutoencoder watched = run.begin().checkpoints(always).callback(copying).run();

    assertThat(TestVariant.bytes(watched, folder))
        .as("checkpoints change nothing")
        .isEqualTo(whole);
    assertThat(copies).hasSize(STEPS_IN_EPOCH * watched.document().history().size());
    for (int step = 1; step <= copies.size(); step++) {
      TrainedAutoencoder resumed = run.resume(copies.get(step - 1), 1 + step % 3, run.training());
      assertThat(TestVariant.bytes(resumed, folder)).as("from step %s", step).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void afterACancellationWithinAnEpoch(Run run) {
    byte[] whole = TestVariant.bytes(run.begin().run(), folder);
    Path checkpoint = folder.resolve("checkpoint");
    for (int step = 1; step <= 2 * STEPS_IN_EPOCH; step++) {
      Training cancelled = cancel(run, step, checkpoint);

      assertThat(cancelled.cancelled()).isTrue();
      assertThat(cancelled.checkpoint()).contains(checkpoint);
      assertThat(cancelled.history()).hasSize(step / STEPS_IN_EPOCH);
      TrainedAutoencoder resumed = run.resume(checkpoint, 2, run.training());
      assertThat(TestVariant.bytes(resumed, folder)).as("from step %s", step).isEqualTo(whole);
    }
  }

  @Test
  void aCancellationWithoutAFileLeavesNothing() {
    Run run = runs().get(4);
    TrainingSession session = run.begin();
    session.callback(new CancelAt(2));
    Training training = session.start();

    training.run();

    assertThat(training.checkpoint()).isEmpty();
    assertThat(training.history()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void goesOnWithMoreEpochs() {
    Run run = runs().get(4);
    Path checkpoint = folder.resolve("checkpoint");
    CheckpointPolicy each = new CheckpointPolicy(Optional.of(checkpoint), 1, Duration.ZERO);
    run.begin().checkpoints(each).run();
    TrainingConfig longer = run.training().withEpochs(6);

    TrainedAutoencoder resumed = run.resume(checkpoint, 1, longer);

    assertThat(resumed.document().history()).extracting(EpochReport::epoch).hasSize(6);
    Run whole = new Run(run.config(), longer, false);
    assertThat(TestVariant.bytes(resumed, folder))
        .isEqualTo(TestVariant.bytes(whole.begin().run(), folder));
  }

  @Test
  void aCheckpointIsAModelToo() {
    Run run = runs().get(1);
    Path checkpoint = folder.resolve("checkpoint");
    CheckpointPolicy each = new CheckpointPolicy(Optional.of(checkpoint), 1, Duration.ZERO);
    TrainedAutoencoder trained = run.begin().checkpoints(each).run();

    TrainedAutoencoder read = ENGINES.get(0).read(checkpoint);

    assertThat(TestVariant.bytes(read, folder)).isEqualTo(TestVariant.bytes(trained, folder));
  }

  @Test
  void refusesOtherRows() {
    Run run = runs().get(4);
    Path checkpoint = folder.resolve("checkpoint");
    cancel(run, 2, checkpoint);
    FloatDataset others = TestVariant.rows(ROWS, 20, 99);
    FloatDataset fewer = TestVariant.rows(ROWS - 1, 20, 1);

    try (StoredModel stored = StoredModel.open(checkpoint)) {
      for (FloatDataset rows : List.of(others, fewer)) {
        assertThatExceptionOfType(DataException.class)
            .isThrownBy(() -> ENGINES.get(0).resume(stored, run.training(), rows))
            .withMessageContaining("trained on other rows: 90 of waves (checksum ")
            .withMessageContaining("got " + rows.size() + " of waves")
            .withMessageContaining("give the same data");
      }
    }
  }

  @Test
  void refusesOtherSettingsThanMoreEpochs() {
    Run run = runs().get(4);
    Path checkpoint = folder.resolve("checkpoint");
    cancel(run, 2, checkpoint);
    TrainingConfig larger =
        TrainingConfig.builder().epochs(4).batchSize(ROWS).optimizer("sgd").seed(11).build();

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> run.resume(checkpoint, 1, larger))
        .withMessageContaining("can change the number of epochs and nothing else")
        .withMessageContaining("batchSize=32")
        .withMessageContaining("batchSize=90");
  }

  @Test
  void refusesAFinishedModel() {
    Run run = runs().get(4);
    Path file = folder.resolve("model.safetensors");
    TestVariant.bytes(run.begin().run(), folder);

    try (StoredModel stored = StoredModel.open(file)) {
      assertThat(stored.isCheckpoint()).isFalse();
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> ENGINES.get(0).resume(stored, run.training(), TRAIN))
          .withMessageContaining(file + " is a finished model, not a checkpoint");
    }
  }

  private static Training cancel(Run run, int step, Path checkpoint) {
    CheckpointPolicy atTheEnd = new CheckpointPolicy(Optional.of(checkpoint), 0, Duration.ZERO);
    TrainingSession session = run.begin().checkpoints(atTheEnd).callback(new CancelAt(step));
    Training training = session.start();
    training.run();
    return training;
  }

  /** Cancels after so many steps. */
  private static final class CancelAt implements Callback {
    private int left;

    CancelAt(int step) {
      left = step;
    }

    @Override
    public void onStep(TrainingRun run, int step, int stepsInEpoch) {
      if (--left == 0) {
        run.cancel();
      }
    }
  }
}
