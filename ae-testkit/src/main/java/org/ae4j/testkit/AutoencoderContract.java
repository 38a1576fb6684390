package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Callback;
import org.ae4j.api.Dataset;
import org.ae4j.api.Generative;
import org.ae4j.api.NumericalException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.training.CheckpointPolicy;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every variant of a plugin must do, trained by the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AutoencoderContract {
  private static final int ROWS = 40;
  private static final TrainingConfig TRAINING =
      TrainingConfig.builder().epochs(2).batchSize(16).seed(7).build();

  private final Map<Integer, Autoencoders> engines = new HashMap<>();

  /** For subclasses. */
  protected AutoencoderContract() {}

  /** Returns the plugin that adds the variants. */
  protected abstract AutoencoderPlugin plugin();

  /** Returns small models to test: each variant at least once, with options that matter. */
  protected abstract Stream<AutoencoderConfig> configs();

  /** Returns rows to train a model on: 40 of random values in [0, 1] unless overridden. */
  protected Dataset rows(AutoencoderConfig config) {
    int size = config.input().size();
    return new FloatDataset("random", config.input(), Values.uniform(ROWS * size, 0, 1, 1));
  }

  /** Codes and rows have the sizes that the configuration says, for any number of rows. */
  @ParameterizedTest
  @MethodSource("configs")
  public void keepsItsShapes(AutoencoderConfig config) {
    TrainedAutoencoder model = train(config, TRAINING, 1);
    for (int rows : new int[] {0, 1, 5}) {
      FMatrixRMaj in = new FMatrixRMaj(rows, config.input().size());
      FMatrixRMaj codes = model.encode(in);
      assertSize("codes", codes, rows, model.codeSize());
      assertSize("decoded codes", model.decode(codes), rows, config.input().size());
      assertSize("reconstructions", model.reconstruct(in), rows, config.input().size());
    }
  }

  /** The gradients of the loss that is reported are those of central differences. */
  @ParameterizedTest
  @MethodSource("configs")
  public void gradientsMatchDifferences(AutoencoderConfig config) {
    GivenWeights step = new GivenWeights(engine(1), config, fewRows(config));
    Map<String, float[]> weights = step.initial();
    Map<String, float[]> gradients = step.gradients(weights);

    weights.forEach(
        (name, values) ->
            Differences.check(
                name,
                values,
                gradients.getOrDefault(name, new float[0]),
                1f / 256,
                6,
                () -> step.loss(weights)));
  }

  /** The same seed gives the same model file with 1, 2 and 5 threads, and another seed another. */
  @ParameterizedTest
  @MethodSource("configs")
  public void theSeedDecidesAndThreadsDoNot(AutoencoderConfig config, @TempDir Path folder) {
    byte[] alone = Engine.bytes(train(config, TRAINING, 1), folder);
    for (int threads : new int[] {1, 2, 5}) {
      assertThat(Engine.bytes(train(config, TRAINING, threads), folder))
          .as("model file after %d threads", threads)
          .isEqualTo(alone);
    }
    TrainingConfig other = TrainingConfig.builder().epochs(2).batchSize(16).seed(8).build();
    assertThat(codes(train(config, other, 1)))
        .as("codes by another seed")
        .isNotEqualTo(codes(train(config, TRAINING, 1)));
  }

  /** A run that is interrupted and goes on ends as if it had never stopped. */
  @ParameterizedTest
  @MethodSource("configs")
  public void aResumedRunEndsAsIfItHadNeverStopped(AutoencoderConfig config, @TempDir Path folder) {
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    TrainingSession session =
        engine(1)
            .prepare(config, TRAINING, rows(config))
            .checkpoints(new CheckpointPolicy(Optional.of(checkpoint), 0, Duration.ZERO))
            .callback(
                new Callback() {
                  @Override
                  public void onStep(TrainingRun run, int step, int stepsInEpoch) {
                    if (step == 2) {
                      run.cancel();
                    }
                  }
                });
    session.start().run();
    try (StoredModel stored = StoredModel.open(checkpoint)) {
      TrainedAutoencoder resumed = engine(2).resume(stored, TRAINING, rows(config)).run();
      assertThat(Engine.bytes(resumed, folder))
          .as("model file of the resumed run")
          .isEqualTo(Engine.bytes(train(config, TRAINING, 1), folder));
    }
  }

  /** A batch is its rows, bit for bit. */
  @ParameterizedTest
  @MethodSource("configs")
  public void aBatchIsItsRows(AutoencoderConfig config) {
    TrainedAutoencoder model = train(config, TRAINING, 1);
    FMatrixRMaj rows = matrix(config);
    FMatrixRMaj codes = model.encode(rows);
    FMatrixRMaj restored = model.reconstruct(rows);
    Bits.assertSame("decoded codes", model.decode(codes).data, restored.data);
    for (int row = 0; row < rows.numRows; row++) {
      FMatrixRMaj alone = Values.row(rows, row);
      String what = " of row " + row + " alone";
      Bits.assertSame("code" + what, model.encode(alone).data, Values.floats(codes, row));
      Bits.assertSame(
          "reconstruction" + what, model.reconstruct(alone).data, Values.floats(restored, row));
    }
  }

  /** Many threads get from a trained model what one gets. */
  @ParameterizedTest
  @MethodSource("configs")
  public void manyThreadsGetWhatOneGets(AutoencoderConfig config) {
    TrainedAutoencoder model = train(config, TRAINING, 1);
    FMatrixRMaj rows = matrix(config);
    float[] codes = model.encode(rows).data;
    float[] restored = model.reconstruct(rows).data;
    Parallel.run(
        Collections.nCopies(
            8,
            () -> {
              for (int i = 0; i < 10; i++) {
                Bits.assertSame("codes among threads", model.encode(rows).data, codes);
                Bits.assertSame(
                    "reconstructions among threads", model.reconstruct(rows).data, restored);
              }
            }));
  }

  /** Rows and codes that are handed in are only read. */
  @ParameterizedTest
  @MethodSource("configs")
  public void leavesItsInputsAlone(AutoencoderConfig config) {
    TrainedAutoencoder trained = train(config, TRAINING, 1);
    FMatrixRMaj rows = trained.scaled(matrix(config));
    FMatrixRMaj before = rows.copy();
    FMatrixRMaj codes = trained.model().encode(rows);
    FMatrixRMaj codesBefore = codes.copy();
    trained.model().reconstruct(rows);
    trained.model().decode(codes);

    Bits.assertSame("rows afterwards", rows.data, before.data);
    Bits.assertSame("codes afterwards", codes.data, codesBefore.data);
  }

  /** A model that was saved and read computes the same bits, from the same configuration. */
  @ParameterizedTest
  @MethodSource("configs")
  public void aSavedModelGivesTheSame(AutoencoderConfig config, @TempDir Path folder) {
    TrainedAutoencoder model = train(config, TRAINING, 1);
    Path file = folder.resolve("saved.safetensors");
    model.save(file);
    TrainedAutoencoder read = engine(1).read(file);
    FMatrixRMaj rows = matrix(config);

    Bits.assertSame("codes", read.encode(rows).data, model.encode(rows).data);
    Bits.assertSame("reconstructions", read.reconstruct(rows).data, model.reconstruct(rows).data);
    assertThat(read.document().config())
        .as("configuration read back")
        .isEqualTo(model.document().config());
    assertThat(Engine.bytes(read, folder))
        .as("model file written again")
        .isEqualTo(Engine.bytes(model, folder));
  }

  /** An option that the variant does not have is refused, the nearest one named. */
  @ParameterizedTest
  @MethodSource("configs")
  public void refusesUnknownOptions(AutoencoderConfig config) {
    AutoencoderFactory factory = engine(1).registry().autoencoder(config.variant());
    Map<String, String> options = new LinkedHashMap<>(config.options());
    options.put(Texts.misspelt(factory.usage()), "1");
    AutoencoderConfig wrong =
        new AutoencoderConfig(
            config.variant(),
            config.input(),
            config.encoder(),
            config.decoder(),
            config.output(),
            config.scaling(),
            config.loss(),
            config.corruption(),
            options);

    Texts.assertRefused(
        "variant " + config.variant(),
        factory.usage(),
        () -> engine(1).prepare(wrong, TRAINING, rows(config)));
  }

  /** A weight that left the finite numbers ends the run with an error that says where. */
  @ParameterizedTest
  @MethodSource("configs")
  public void reportsWhatIsNotFinite(AutoencoderConfig config) {
    GivenWeights step = new GivenWeights(engine(1), config, rows(config));
    Map<String, float[]> weights = step.initial();
    weights.values().forEach(values -> values[0] = Float.NaN);

    assertThatExceptionOfType(NumericalException.class)
        .as("a run whose weights are NaN")
        .isThrownBy(() -> step.loss(weights))
        .withMessageContaining("NaN");
  }

  /** Where the code is a random variable, a row's code is the mean of its posterior. */
  @ParameterizedTest
  @MethodSource("configs")
  public void aGenerativeModelEncodesToTheMean(AutoencoderConfig config) {
    TrainedAutoencoder trained = train(config, TRAINING, 1);
    if (trained.model() instanceof Generative generative) {
      FMatrixRMaj rows = trained.scaled(matrix(config));
      Bits.assertSame(
          "posterior mean",
          generative.posterior(rows).mean().data,
          trained.model().encode(rows).data);
    }
  }

  /** The more rows there are, the nearer is a kink of one of them. */
  private Dataset fewRows(AutoencoderConfig config) {
    Dataset rows = rows(config);
    return Datasets.limit(rows, Math.min(rows.size(), 6));
  }

  private Autoencoders engine(int threads) {
    return engines.computeIfAbsent(threads, count -> Engine.with(plugin(), count));
  }

  private TrainedAutoencoder train(AutoencoderConfig config, TrainingConfig training, int threads) {
    return engine(threads).train(config, training, rows(config));
  }

  private FMatrixRMaj matrix(AutoencoderConfig config) {
    return Datasets.toMatrix(rows(config));
  }

  private float[] codes(TrainedAutoencoder model) {
    return model.encode(matrix(model.document().config())).data;
  }

  private static void assertSize(String what, FMatrixRMaj matrix, int rows, int columns) {
    assertThat(new int[] {matrix.numRows, matrix.numCols})
        .as("rows and columns of %s", what)
        .containsExactly(rows, columns);
  }
}
