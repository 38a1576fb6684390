package org.ae4j.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.BuildContext;
import org.ae4j.api.Callback;
import org.ae4j.api.CodePenalty;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.EpochReport;
import org.ae4j.api.Loss;
import org.ae4j.api.Optimizer;
import org.ae4j.api.ReconstructingAutoencoder;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.ValueRange;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.corruption.CorruptionPlan;
import org.ae4j.core.data.Preprocessing;
import org.ae4j.core.data.TableSchema;
import org.ae4j.core.model.DataDescription;
import org.ae4j.core.model.ModelDocument;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.network.NetworkBuilder;
import org.ae4j.core.network.WeightSource;
import org.ae4j.core.plugin.Registry;
import org.ae4j.core.schedule.Schedules;
import org.ae4j.core.training.CheckpointPolicy;
import org.ae4j.core.training.Freezing;
import org.ae4j.core.training.RandomKeys;
import org.ae4j.core.training.Training;
import org.ae4j.core.training.TrainingSetup;
import org.ae4j.core.training.Workers;

/**
 * A training that is being set up: what is optional about it, and then {@link #start}.
 *
 * <p>Everything that can be wrong about model, data and settings is found before the first step.
 * Not thread-safe.
 */
public final class TrainingSession {
  private static final int RANGE_CHECKED_ROWS = 1000;

  /** Scaling rounds: the greatest value of a column may come out a little above 1. */
  private static final float RANGE_SLACK = 1e-5f;

  private final Registry registry;
  private final Kernels kernels;
  private ModelDocument document;
  private Autoencoder model;
  private final Autoencoders engine;
  private final BiFunction<AutoencoderConfig, BuildContext, Autoencoder> maker;
  private final Dataset rows;
  private final Optional<StoredModel> resumed;
  private boolean pretrained;
  private final List<Callback> callbacks = new ArrayList<>();
  private Optional<Dataset> validation = Optional.empty();
  private CheckpointPolicy checkpoints = CheckpointPolicy.NONE;
  private Supplier<Workers> workers;

  private TrainingSession(
      Autoencoders engine,
      BiFunction<AutoencoderConfig, BuildContext, Autoencoder> maker,
      ModelDocument document,
      WeightSource weights,
      Dataset rows,
      Optional<StoredModel> resumed) {
    this.engine = engine;
    this.maker = maker;
    this.registry = engine.registry();
    this.kernels = engine.kernels();
    this.document = document;
    this.model = build(weights);
    this.rows = rows;
    this.resumed = resumed;
    this.pretrained = resumed.isPresent();
    int threads = engine.threads();
    this.workers = () -> new Workers(threads);
    requireTargets();
    corruption();
    Freezing.of(model, document.training().frozen());
    document.training().pretraining().ifPresent(LayerwisePretraining::parse);
  }

  static TrainingSession begin(
      Autoencoders engine, AutoencoderConfig config, TrainingConfig training, Dataset rows) {
    Optional<String> corruption =
        config.corruption().or(engine.registry().autoencoder(config.variant())::defaultCorruption);
    return begin(
        engine, engine.registry()::autoencoder, config.withCorruption(corruption), training, rows);
  }

  /** Trains an encoder, a decoder and a loss alone, whatever the variant, on the same threads. */
  TrainedAutoencoder trainPlain(AutoencoderConfig config, TrainingConfig training, Dataset inputs) {
    boolean tied = config.arguments().flag("tied", false);
    TrainingSession session =
        begin(
            engine,
            (own, context) ->
                ReconstructingAutoencoder.create(own, context, tied, CodePenalty.NONE),
            config,
            training,
            inputs);
    session.workers = workers;
    return session.run();
  }

  private static TrainingSession begin(
      Autoencoders engine,
      BiFunction<AutoencoderConfig, BuildContext, Autoencoder> maker,
      AutoencoderConfig config,
      TrainingConfig training,
      Dataset rows) {
    if (!config.input().equals(rows.shape())) {
      throw new ConfigurationException(
          "the model is configured for rows of "
              + config.input()
              + ", "
              + rows.name()
              + " has "
              + rows.shape());
    }
    if (training.batchSize() > rows.size()) {
      throw new ConfigurationException(
          "batch size must be at most the number of training rows, "
              + rows.size()
              + ", got "
              + training.batchSize());
    }
    Preprocessing.Kind kind =
        config.scaling().equals("auto")
            ? rows.valueRange().isPresent() ? Preprocessing.Kind.UNIT : Preprocessing.Kind.STANDARD
            : Preprocessing.Kind.parse(config.scaling());
    String loss =
        config.loss().equals("auto")
            ? TableSchema.of(rows).map(TableSchema::loss).orElse("mse")
            : config.loss();
    AutoencoderConfig completed = config.withScaling(kind.toString()).withLoss(loss);
    ModelDocument document =
        new ModelDocument(
            completed,
            training,
            Preprocessing.fit(kind, rows),
            DataDescription.of(rows),
            engine.kernels().id(),
            List.of(),
            Map.of(),
            Map.of());
    return new TrainingSession(
        engine, maker, document, WeightSource.initialized(), rows, Optional.empty());
  }

  static TrainingSession resume(
      Autoencoders engine, StoredModel checkpoint, TrainingConfig training, Dataset rows) {
    checkpoint.progress();
    ModelDocument stored = checkpoint.document();
    DataDescription found = DataDescription.of(rows);
    if (!stored.data().sameRows(found)) {
      throw new DataException(
          "the checkpoint was trained on other rows: "
              + stored.data().rows()
              + " of "
              + stored.data().name()
              + " (checksum "
              + stored.data().checksum()
              + "), got "
              + found.rows()
              + " of "
              + found.name()
              + " (checksum "
              + found.checksum()
              + "); give the same data, split and seed");
    }
    ModelDocument document =
        new ModelDocument(
            stored.config(),
            training,
            stored.preprocessing(),
            stored.data(),
            engine.kernels().id(),
            List.of(),
            stored.metrics(),
            stored.notes());
    return new TrainingSession(
        engine,
        engine.registry()::autoencoder,
        document,
        checkpoint.weights(),
        rows,
        Optional.of(checkpoint));
  }

  /** Builds a model as its document says. */
  static Autoencoder build(
      Registry registry, Kernels kernels, ModelDocument document, WeightSource weights) {
    return registry.autoencoder(document.config(), builder(registry, kernels, document, weights));
  }

  private Autoencoder build(WeightSource weights) {
    return maker.apply(document.config(), builder(registry, kernels, document, weights));
  }

  private static NetworkBuilder builder(
      Registry registry, Kernels kernels, ModelDocument document, WeightSource weights) {
    RandomKeys keys = RandomKeys.of(document.training().seed());
    return new NetworkBuilder(registry, kernels, weights, keys.initialization());
  }

  /** Sets rows whose loss is measured after each epoch. */
  public TrainingSession validation(Dataset heldOut) {
    this.validation = Optional.of(heldOut);
    return this;
  }

  /** Sets texts by name that the model file should hold. */
  public TrainingSession notes(Map<String, String> notes) {
    this.document = document.withNotes(notes);
    return this;
  }

  /**
   * Begins with given weights where their names and shapes match the model's.
   *
   * @param partial whether other weights may begin anew; otherwise everything must match
   * @return what matched
   * @throws ConfigurationException if it does not match as asked for, or the run is resumed or
   *     pre-trained
   */
  public WeightTransfer.Match initialize(WeightTransfer weights, boolean partial) {
    if (resumed.isPresent() || document.training().pretraining().isPresent()) {
      throw new ConfigurationException(
          "weights to begin with are for a new run without pre-training; leave out one of them");
    }
    WeightTransfer.Match match = weights.match(model);
    weights.require(match, partial);
    model = build(weights.source());
    return match;
  }

  /**
   * Trains the layers by themselves where the configuration asks for it, before {@link #start}; a
   * resumed run has that behind it.
   *
   * @return the last epoch of each layer, or an empty list
   */
  public List<EpochReport> pretrain() {
    Optional<String> text = document.training().pretraining();
    if (text.isEmpty() || pretrained) {
      return List.of();
    }
    LayerwisePretraining.Result result =
        LayerwisePretraining.parse(text.get())
            .run(this, registry.parseLayers(document.config().encoder()), rows);
    model = build(result.weights().source());
    pretrained = true;
    return result.layers();
  }

  /** Sets when and where checkpoints are left. */
  public TrainingSession checkpoints(CheckpointPolicy policy) {
    this.checkpoints = policy;
    return this;
  }

  /** Adds a callback; they are called in the order in which they were added. */
  public TrainingSession callback(Callback callback) {
    this.callbacks.add(callback);
    return this;
  }

  /**
   * Trains on the threads of an executor and the calling one, in place of threads of the session's
   * own.
   *
   * @param executor runs {@code threads - 1} tasks at the same time, for as long as the training
   *     takes; where it starts fewer, these do the work of all
   */
  public TrainingSession executor(int threads, Executor executor) {
    this.workers = () -> new Workers(threads, executor);
    return this;
  }

  /**
   * Begins with the weights of a trained model, wherever name and size agree, in place of random
   * ones, and scales rows as that model does.
   *
   * @throws ConfigurationException if it takes rows of another length, or no weights match
   */
  public TrainingSession startFrom(TrainedAutoencoder trained) {
    if (trained.inputShape().size() != model.networks().get(0).inputShape().size()) {
      throw new ConfigurationException(
          "the model to begin with takes rows of "
              + trained.inputShape()
              + ", the one to train "
              + document.config().input());
    }
    initialize(WeightTransfer.of(trained), true);
    document = document.withPreprocessing(trained.document().preprocessing());
    return this;
  }

  /**
   * Returns the model that is trained, once everything is set; its weights change until the
   * training ends.
   */
  public Autoencoder model() {
    return model;
  }

  /** Returns how the model is built and on what it is trained. */
  public ModelDocument document() {
    return document;
  }

  /**
   * Returns the run, ready to begin: call {@link Training#run}, then {@link #finish}. Pre-training
   * that is asked for is done first.
   */
  public Training start() {
    pretrain();
    TrainingConfig config = document.training();
    Optimizer optimizer = registry.optimizer(config.optimizer(), kernels);
    return new Training(
        new TrainingSetup(
            model,
            document,
            optimizer,
            Schedules.parse(config.schedule()),
            config.learningRate().orElse(optimizer.defaultRate()),
            rows,
            validation,
            kernels,
            corruption(),
            workers,
            checkpoints,
            callbacks,
            resumed));
  }

  /** Returns the trained model after its run. */
  public TrainedAutoencoder finish(Training training) {
    return new TrainedAutoencoder(model, document.withHistory(training.history()));
  }

  /** Trains to the end and returns the trained model. */
  public TrainedAutoencoder run() {
    Training training = start();
    training.run();
    return finish(training);
  }

  private Optional<CorruptionPlan> corruption() {
    AutoencoderConfig config = document.config();
    return config.corruption().map(text -> CorruptionPlan.parse(registry, text, config));
  }

  /** Refuses data that the loss is not meant for, by a look at rows from all over the data. */
  private void requireTargets() {
    Loss loss = registry.loss(document.config().loss(), kernels);
    if (loss.targetRange().isEmpty()) {
      return;
    }
    ValueRange range = loss.targetRange().get();
    float[] row = new float[rows.shape().size()];
    int checked = Math.min(RANGE_CHECKED_ROWS, rows.size());
    for (int i = 0; i < checked; i++) {
      int index = (int) ((long) i * rows.size() / checked);
      rows.copyRow(index, row, 0);
      document.preprocessing().apply(row, 0);
      for (int column = 0; column < row.length; column++) {
        if (!(row[column] >= range.minimum() - RANGE_SLACK
            && row[column] <= range.maximum() + RANGE_SLACK)) {
          throw new ConfigurationException(
              "loss "
                  + loss
                  + " is for values from "
                  + range.minimum()
                  + " to "
                  + range.maximum()
                  + ", row "
                  + index
                  + " of "
                  + rows.name()
                  + " has "
                  + row[column]
                  + " in column "
                  + column
                  + " after scaling '"
                  + document.config().scaling()
                  + "'; scale to unit, or take another loss");
        }
      }
    }
  }
}
