package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Callback;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.EpochReport;
import org.ae4j.api.Parameter;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TestVariant;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.model.ModelTensors;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTest {
  private static final Autoencoders ENGINE = TestVariant.engine(1);
  private static final FloatDataset ROWS = TestVariant.rows(90, 20, 1);
  private static final FloatDataset HELD_OUT = TestVariant.rows(300, 20, 2);
  private static final AutoencoderConfig CONFIG =
      TestVariant.config(20, "dense(12) batchnorm tanh dense(5)").build();

  @Test
  void learns() {
    TrainingConfig training = training().epochs(60).learningRate(0.01).build();

    List<EpochReport> history = ENGINE.train(CONFIG, training, ROWS).document().history();

    assertThat(history.get(59).trainLoss()).isLessThan(0.35 * history.get(0).trainLoss());
  }

  @Test
  void reportsEachEpoch() {
    List<EpochReport> seen = new ArrayList<>();
    TrainingSession session = ENGINE.prepare(CONFIG, training().epochs(3).build(), ROWS);
    session
        .validation(HELD_OUT)
        .callback(
            new Callback() {
              @Override
              public void onEpoch(TrainingRun run, EpochReport report) {
                assertThat(run.history()).hasSize(report.epoch());
                assertThat(run.epochs()).isEqualTo(3);
                seen.add(report);
              }
            });

    TrainedAutoencoder model = session.run();

    assertThat(model.document().history()).isEqualTo(seen);
    assertThat(seen).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
    EpochReport last = seen.get(2);
    assertThat(last.examples()).isEqualTo(90);
    assertThat(last.seconds()).isPositive();
    assertThat(last.terms()).containsOnlyKeys("reconstruction");
    assertThat(last.trainLoss()).isCloseTo(last.terms().get("reconstruction"), within(1e-12));
    double sum = 0;
    for (double error : model.errors(TestVariant.matrix(HELD_OUT, 300))) {
      sum += error;
    }
    assertThat(last.validationLoss().orElseThrow()).isCloseTo(sum / 300, within(1e-5));
    assertThat(last.monitored()).isEqualTo(last.validationLoss().orElseThrow());
  }

  /** Rates at the last of three steps of each of four epochs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          constant                   | 0.1, 0.1, 0.1, 0.1
          step(epochs=2,factor=0.5)  | 0.1, 0.1, 0.05, 0.05
          exponential(0.5)           | 0.1, 0.05, 0.025, 0.0125
          cosine                     | 0.0933012, 0.0629409, 0.025, 0.0017037
          warmup(6)                  | 0.05, 0.1, 0.1, 0.1
          """)
  void reportsTheRateOfTheSchedule(String schedule, String rates) {
    TrainingConfig training = training().epochs(4).learningRate(0.1).schedule(schedule).build();

    List<EpochReport> history = ENGINE.train(CONFIG, training, ROWS).document().history();

    double[] expected = Arrays.stream(rates.split(", ")).mapToDouble(Double::parseDouble).toArray();
    for (int epoch = 0; epoch < 4; epoch++) {
      assertThat(history.get(epoch).learningRate()).isCloseTo(expected[epoch], within(1e-6));
    }
  }

  @Test
  void aPlateauLowersTheRateOfTheNextEpoch() {
    TrainingConfig training =
        training().epochs(4).learningRate(1e-30).schedule("plateau(factor=0.5,patience=0)").build();
    AutoencoderConfig config = TestVariant.config(20, "dense(5)").build();

    assertThat(ENGINE.train(config, training, ROWS).document().history())
        .extracting(EpochReport::learningRate)
        .containsExactly(1e-30, 1e-30, 5e-31, 2.5e-31);
  }

  @Test
  void usesTheOptimizersOwnRateUnlessOneIsGiven() {
    TrainedAutoencoder model = ENGINE.train(CONFIG, training().epochs(1).build(), ROWS);

    assertThat(model.document().history().get(0).learningRate()).isEqualTo(0.001);
  }

  @Test
  void stopsWhereTheLossNoLongerBecomesBetter() {
    TrainingConfig training = training().epochs(50).learningRate(1e-30).earlyStopping(3, 0).build();
    TrainingSession session =
        ENGINE.prepare(TestVariant.config(20, "dense(5)").build(), training, ROWS);
    Training run = session.start();

    run.run();

    // The mean of the same losses in another order differs in the last bits.
    int best = run.history().size() - 3;
    assertThat(run.stoppedEarly()).isTrue();
    assertThat(best).isBetween(1, 40);
    for (EpochReport report : run.history()) {
      assertThat(report.monitored())
          .isGreaterThanOrEqualTo(run.history().get(best - 1).monitored());
    }
    assertThat(run.keptEpoch()).isEqualTo(run.history().size());
  }

  @Test
  void wantsAnImprovementOfTheLeastSize() {
    TrainingConfig training = training().epochs(50).earlyStopping(2, 1e6).build();

    assertThat(ENGINE.train(CONFIG, training, ROWS).document().history()).hasSize(3);
  }

  @Test
  void keepsTheWeightsOfTheBestEpoch() {
    TrainingConfig training =
        training().epochs(12).learningRate(0.15).keepBest(true).seed(3).build();
    Epochs epochs = new Epochs();
    TrainingSession session =
        ENGINE.prepare(CONFIG, training, ROWS).validation(HELD_OUT).callback(epochs);
    epochs.session = session;
    Training run = session.start();

    run.run();

    int best = run.keptEpoch();
    List<EpochReport> history = run.history();
    assertThat(best).as("an epoch between, or the test shows nothing").isBetween(2, 11);
    assertThat(history)
        .allSatisfy(
            report ->
                assertThat(report.monitored())
                    .isGreaterThanOrEqualTo(history.get(best - 1).monitored()));
    assertThat(copies(session)).isDeepEqualTo(epochs.tensors.get(best - 1));
    assertThat(copies(session)).isNotEqualTo(epochs.tensors.get(11));
    FMatrixRMaj rows = TestVariant.matrix(ROWS, 10);
    assertThat(session.finish(run).encode(rows).data)
        .as("what layers derive from weights is refreshed")
        .containsExactly(epochs.codes.get(best - 1));
  }

  @Test
  void refusesABatchThatIsLargerThanTheData() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ENGINE.prepare(CONFIG, training().batchSize(91).build(), ROWS))
        .withMessageContaining("at most the number of training rows, 90, got 91");
  }

  @Test
  void refusesValidationRowsOfAnotherShape() {
    TrainingSession session = ENGINE.prepare(CONFIG, training().build(), ROWS);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> session.validation(TestVariant.rows(5, 19, 1)).start())
        .withMessageContaining("validation rows are 19, training rows 20");
  }

  @Test
  void refusesRowsThatTheLossIsNotMeantFor() {
    AutoencoderConfig config =
        TestVariant.config(20, "dense(5)").loss("bce").scaling("standard").build();

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ENGINE.prepare(config, training().build(), ROWS))
        .withMessageContaining("loss bce is for values from 0.0 to 1.0, row ")
        .withMessageContaining("scale to unit");
  }

  /**
   * Scaling to [0, 1] rounds, so that the greatest value of a column may come out a little above 1.
   */
  @Test
  void takesRowsScaledToUnitForCrossEntropy() {
    AutoencoderConfig config =
        TestVariant.config(20, "dense(5)").loss("bce").scaling("unit").build();

    assertThat(ENGINE.train(config, training().epochs(1).build(), ROWS).codeSize()).isEqualTo(5);
  }

  private static TrainingConfig.Builder training() {
    return TrainingConfig.builder().batchSize(30);
  }

  private static float[][] copies(TrainingSession session) {
    return ModelTensors.of(session.model()).stream()
        .map(Parameter::values)
        .map(float[]::clone)
        .toArray(float[][]::new);
  }

  /** Copies the tensors and some codes after each epoch. */
  private static final class Epochs implements Callback {
    private final List<float[][]> tensors = new ArrayList<>();
    private final List<float[]> codes = new ArrayList<>();
    private @Nullable TrainingSession session;

    @Override
    public void onEpoch(TrainingRun run, EpochReport report) {
      TrainingSession of = Objects.requireNonNull(session);
      tensors.add(copies(of));
      codes.add(of.finish((Training) run).encode(TestVariant.matrix(ROWS, 10)).data);
    }
  }
}
