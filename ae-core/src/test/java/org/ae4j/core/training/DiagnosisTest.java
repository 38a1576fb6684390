package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.ae4j.api.Callback;
import org.ae4j.api.NumericalException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TestVariant;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.model.StoredModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that leaves the finite numbers. */
class DiagnosisTest {
  private static final Autoencoders ENGINE = TestVariant.engine(2);
  private static final FloatDataset ROWS = TestVariant.rows(60, 20, 1);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1e10,  'in epoch 1, batch [0-9]; first bad tensor: (output of )?(encoder|decoder)'",
    "3e38,  'in epoch 1, batch 2; first bad tensor: (output of )?(encoder|decoder)'",
    "1e300, 'in epoch 1, batch 2; first bad tensor: encoder.0.weight'",
  })
  void namesEpochBatchAndTensor(double rate, String where) {
    TrainingSession session = session(training(rate).epochs(50).build(), ROWS);

    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(session::run)
        .withMessageStartingWith("the loss became ")
        .withMessageMatching("(?s).*" + where + ".*")
        .withMessageContaining("lower the learning rate");
  }

  @Test
  void namesTheWeightsWhereTheLastStepOfAnEpochRuinsThem() {
    TrainingSession session = session(training(1e300).batchSize(60).build(), ROWS);

    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(session::run)
        .withMessageMatching("after epoch 1 encoder.0.weight holds .* at \\[0,[0-9]+];.*");
  }

  @Test
  void tellsCallbacksThatTheRunEnds() {
    Ends ends = new Ends();

    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(() -> session(training(1e300).build(), ROWS).callback(ends).run());

    assertThat(ends.count).isEqualTo(1);
  }

  /** The rate explodes in the second epoch: the first one's checkpoint has to survive. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void theLastGoodCheckpointStays(long everyNanos) throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    CheckpointPolicy each =
        new CheckpointPolicy(Optional.of(checkpoint), 1, Duration.ofNanos(everyNanos));
    TrainingConfig training =
        training(1e-20).epochs(3).schedule("warmup(epochs=1)").optimizer("sgd").build();
    TrainingSession session = session(training, ROWS).checkpoints(each);
    session.callback(new Spoil(session, everyNanos == 0 ? 6 : 5));

    NumericalException thrown = catchThrowableOfType(NumericalException.class, session::run);

    assertThat(thrown).hasMessageContaining("the last good checkpoint is " + checkpoint);
    try (StoredModel stored = StoredModel.open(checkpoint)) {
      assertThat(stored.isCheckpoint()).isTrue();
      assertThat(ENGINE.resume(stored, training, ROWS).run().document().history()).hasSize(3);
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsOnly(checkpoint);
    }
  }

  @Test
  void aCancellationDoesNotKeepWeightsThatAreNotFinite() {
    Path checkpoint = folder.resolve("checkpoint");
    CheckpointPolicy atTheEnd = new CheckpointPolicy(Optional.of(checkpoint), 0, Duration.ZERO);
    TrainingSession session = session(training(1e-3).build(), ROWS).checkpoints(atTheEnd);
    session
        .callback(new Spoil(session, 2))
        .callback(
            new Callback() {
              @Override
              public void onStep(TrainingRun run, int step, int stepsInEpoch) {
                if (step == 2) {
                  run.cancel();
                }
              }
            });

    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(session::run)
        .withMessageStartingWith(
            "in epoch 1, after batch 2, decoder.0.weight holds Infinity at [0,3];");

    assertThat(checkpoint).doesNotExist();
  }

  /** Squared gradients of 1e20 are beyond floats, while loss and weights stay finite. */
  @Test
  void aCheckpointDoesNotKeepAnOptimizersInfinities() {
    float[] large = ROWS.values().clone();
    for (int i = 0; i < large.length; i++) {
      large[i] *= 0x1p50f;
    }
    CheckpointPolicy each =
        new CheckpointPolicy(Optional.of(folder.resolve("checkpoint")), 1, Duration.ZERO);
    TrainingSession session =
        session(
            training(1e-3).optimizer("adam").build(),
            new FloatDataset("large", ROWS.shape(), large));

    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(session.checkpoints(each)::run)
        .withMessageMatching("after epoch 1 optimizer.1.[a-z0-9.]* holds Infinity at .*");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAValidationLossThatIsNotFinite() {
    TrainingSession session = session(training(1e-3).build(), ROWS);
    float[] huge = ROWS.values().clone();
    Arrays.fill(huge, Float.MAX_VALUE);
    session.validation(new FloatDataset("huge", ROWS.shape(), huge));

    assertThatExceptionOfType(NumericalException.class)
        .isThrownBy(session::run)
        .withMessageMatching(
            "the validation loss became (NaN|Infinity) after epoch 1, validation batch 1; first bad tensor: .*");
  }

  private static TrainingConfig.Builder training(double rate) {
    return TrainingConfig.builder().epochs(2).batchSize(20).optimizer("sgd").learningRate(rate);
  }

  private static TrainingSession session(TrainingConfig training, FloatDataset rows) {
    return ENGINE.prepare(
        TestVariant.config(20, "dense(12) relu dense(5)").scaling("none").build(), training, rows);
  }

  /** Writes an infinity into a weight after so many steps, as an update that went wrong does. */
  private static final class Spoil implements Callback {
    private final TrainingSession session;
    private int left;

    Spoil(TrainingSession session, int step) {
      this.session = session;
      this.left = step;
    }

    @Override
    public void onStep(TrainingRun run, int step, int stepsInEpoch) {
      if (--left == 0) {
        session.model().networks().get(1).layers().get(0).parameters().get(0).values()[3] =
            Float.POSITIVE_INFINITY;
      }
    }
  }

  private static final class Ends implements Callback {
    private int count;

    @Override
    public void onEnd(TrainingRun run) {
      count++;
    }
  }
}
