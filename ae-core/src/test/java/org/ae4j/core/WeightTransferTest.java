package org.ae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Callback;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.EpochReport;
import org.ae4j.api.Parameter;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.model.ModelTensors;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.training.CheckpointPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a training begins with, and what it leaves as it is. */
class WeightTransferTest {
  private static final Autoencoders ENGINE = TestVariant.engine(2);
  private static final FloatDataset ROWS = TestVariant.rows(96, 20, 1);
  private static final FloatDataset OTHERS = TestVariant.rows(64, 20, 2);
  private static final String ENCODER = "dense(12) batchnorm relu dense(5)";
  private static final TrainedAutoencoder SOURCE =
      ENGINE.train(config(ENCODER), training().build(), ROWS);

  @TempDir private Path folder;

  private static AutoencoderConfig config(String encoder) {
    return TestVariant.config(20, encoder).build();
  }

  private static TrainingConfig.Builder training() {
    return TrainingConfig.builder().epochs(3).batchSize(16).learningRate(0.01).seed(5);
  }

  private static TrainingSession session(String encoder, TrainingConfig training) {
    return ENGINE.prepare(config(encoder), training, OTHERS);
  }

  private static Map<String, float[]> tensors(TrainedAutoencoder model) {
    return ModelTensors.of(model.model()).stream()
        .collect(Collectors.toMap(Parameter::name, t -> t.values().clone()));
  }

  @Test
  void beginsWithAllWeightsOfAModel() {
    TrainingSession session = session(ENCODER, training().build());

    WeightTransfer.Match match = session.initialize(WeightTransfer.of(SOURCE), false);

    assertThat(match.complete()).isTrue();
    assertThat(match).hasToString("16 of 16 tensors");
    for (Parameter tensor : ModelTensors.of(session.model())) {
      assertThat(tensor.values()).containsExactly(tensors(SOURCE).get(tensor.name()));
    }
  }

  @Test
  void changesNothingInItsSource() {
    Map<String, float[]> before = tensors(SOURCE);
    TrainingSession session = session(ENCODER, training().build());
    session.initialize(WeightTransfer.of(SOURCE), false);

    session.run();

    tensors(SOURCE).forEach((name, v) -> assertThat(v).as(name).containsExactly(before.get(name)));
  }

  @Test
  void reportsWhatDoesNotMatch() {
    TrainingSession session = session("dense(12) relu dense(4)", training().build());
    WeightTransfer weights = WeightTransfer.of(SOURCE);

    assertThatThrownBy(() -> session.initialize(weights, false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("encoder.2.weight", "ask for a partial transfer");
    WeightTransfer.Match match = session.initialize(weights, true);

    assertThat(match.taken())
        .containsExactly("encoder.0.weight", "encoder.0.bias", "decoder.0.bias");
    assertThat(match.missing()).contains("encoder.2.weight", "decoder.2.weight");
    assertThat(match.otherShape()).containsExactly("decoder.0.weight 5x12 for 4x12");
    assertThat(match.unused()).contains("encoder.1.running_mean", "encoder.3.weight");
    assertThat(match.complete()).isFalse();
    assertThatThrownBy(() -> session("dense(3)", training().build()).initialize(weights, true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("of which there are none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encoder              | encoder.",
        "encoder(1)           | encoder.0.",
        "encoder(2)           | encoder.0. encoder.1.",
        "decoder.0            | decoder.0.",
        "encoder.3.weight     | encoder.3.weight",
        "encoder.1 decoder    | encoder.1. decoder.",
      })
  void leavesFrozenWeightsAsTheyAre(String names, String prefixes) {
    TrainingConfig config = training().clipNorm(0.5).freeze(names.split(" ")).build();
    TrainingSession session = session(ENCODER, config);
    session.initialize(WeightTransfer.of(SOURCE), false);

    TrainedAutoencoder trained = session.run();

    Map<String, float[]> before = tensors(SOURCE);
    tensors(trained)
        .forEach(
            (name, values) -> {
              boolean frozen = List.of(prefixes.split(" ")).stream().anyMatch(name::startsWith);
              if (frozen) {
                assertThat(values).as(name).containsExactly(before.get(name));
              } else {
                assertThat(values).as(name).isNotEqualTo(before.get(name));
              }
            });
  }

  @Test
  void freezesTheSameWithAnyNumberOfThreads() {
    TrainingConfig config = training().freeze("encoder(2)").build();
    byte[] two = TestVariant.bytes(session(ENCODER, config).run(), folder);

    byte[] one =
        TestVariant.bytes(
            TestVariant.engine(1).prepare(config(ENCODER), config, OTHERS).run(), folder);

    assertThat(two).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encodr | unknown weights to freeze 'encodr'; did you mean 'encoder'?",
        "encoder.2 | unknown weights to freeze 'encoder.2'",
        "encoder(4) | layers must be a whole number from 1 to 3, got '4'",
        "encoder decoder | leaves nothing to train",
      })
  void refusesToFreeze(String names, String message) {
    assertThatThrownBy(() -> session(ENCODER, training().freeze(names.split(" ")).build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "true, true"})
  void resumesToTheSameBytes(boolean frozen, boolean pretrained) {
    TrainingConfig.Builder builder = training().epochs(4);
    if (frozen) {
      builder.freeze("encoder");
    }
    if (pretrained) {
      builder.pretraining("layerwise(2)");
    }
    TrainingConfig config = builder.build();
    byte[] whole = TestVariant.bytes(session(ENCODER, config).run(), folder);
    Path checkpoint = folder.resolve("c.safetensors");

    session(ENCODER, config)
        .checkpoints(new CheckpointPolicy(Optional.of(checkpoint), 2, Duration.ZERO))
        .callback(
            new Callback() {
              @Override
              public void onEpoch(TrainingRun run, EpochReport report) {
                if (report.epoch() == 2) {
                  run.cancel();
                }
              }
            })
        .run();

    try (StoredModel stored = StoredModel.open(checkpoint)) {
      TrainingSession resumed = ENGINE.resume(stored, config, OTHERS);
      assertThatThrownBy(() -> resumed.initialize(WeightTransfer.of(SOURCE), false))
          .isInstanceOf(ConfigurationException.class);
      assertThat(resumed.pretrain()).isEmpty();
      assertThat(TestVariant.bytes(resumed.run(), folder)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void pretrainsLayerByLayer(String tied) {
    AutoencoderConfig config =
        TestVariant.config(20, "dense(16) relu dense(8) relu dense(4)")
            .option("tied", tied)
            .build();
    TrainingConfig training = training().pretraining("layerwise(20)").build();
    TrainingSession session = ENGINE.prepare(config, training, ROWS);

    List<EpochReport> layers = session.pretrain();

    assertThat(layers).hasSize(3).allMatch(report -> report.epoch() == 20);
    double pretrained = session.run().document().history().get(0).trainLoss();
    double anew =
        ENGINE.train(config, training().build(), ROWS).document().history().get(0).trainLoss();
    assertThat(pretrained).isLessThan(0.8 * anew);
  }

  @Test
  void pretrainsEachLayerOnTheCodesOfThoseBefore() {
    AutoencoderConfig config = config("dense(16) batchnorm relu dropout(0.1) dense(4) tanh");
    TrainingConfig training = training().pretraining("layerwise(2)").build();
    TrainingSession session = ENGINE.prepare(config, training, ROWS);
    session.pretrain();
    AutoencoderConfig first =
        TestVariant.config(20, "dense(16) batchnorm relu dropout(0.1)").build();
    Map<String, float[]> alone = tensors(ENGINE.train(first, training().epochs(2).build(), ROWS));
    Map<String, float[]> found =
        ModelTensors.of(session.model()).stream()
            .collect(Collectors.toMap(Parameter::name, Parameter::values));

    assertThat(found.get("encoder.0.weight")).containsExactly(alone.get("encoder.0.weight"));
    assertThat(found.get("encoder.1.running_mean"))
        .containsExactly(alone.get("encoder.1.running_mean"));
    String last =
        found.keySet().stream()
            .filter(name -> name.startsWith("decoder.") && name.endsWith(".weight"))
            .max(String::compareTo)
            .orElseThrow();
    assertThat(found.get(last)).containsExactly(alone.get("decoder.0.weight"));
  }

  @Test
  void pretrainsTheSameWithAnyNumberOfThreads() {
    Function<Integer, byte[]> run =
        threads ->
            TestVariant.bytes(
                TestVariant.engine(threads)
                    .train(config(ENCODER), training().pretraining("layerwise(2)").build(), ROWS),
                folder);

    assertThat(run.apply(1)).isEqualTo(run.apply(3));
  }

  @Test
  void refusesPretraining() {
    assertThatThrownBy(() -> session(ENCODER, training().pretraining("layrwise").build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'layerwise'?");
    assertThatThrownBy(() -> session(ENCODER, training().pretraining("layerwise(0)").build()))
        .isInstanceOf(ConfigurationException.class);
    AutoencoderConfig skewed =
        TestVariant.config(20, "dense(12) relu dense(5)").decoder("dense(20)").build();
    TrainingConfig layerwise = training().pretraining("layerwise").build();
    assertThatThrownBy(() -> ENGINE.train(skewed, layerwise, ROWS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("leave out the decoder");
    assertThatThrownBy(
            () -> session(ENCODER, layerwise).initialize(WeightTransfer.of(SOURCE), false))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void remembersFreezingAndPretrainingInTheFile() {
    TrainingConfig config =
        training().pretraining("layerwise(1)").freeze("encoder.0", "decoder.0").build();
    Path file = folder.resolve("m.safetensors");
    session(ENCODER, config).run().save(file);

    assertThat(ENGINE.read(file).document().training()).isEqualTo(config);
  }
}
