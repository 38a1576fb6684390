package org.ae4j.core.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.EpochReport;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.NumericalException;
import org.ae4j.api.Parameter;
import org.ae4j.api.RandomStream;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.core.model.ModelDocument;
import org.ae4j.core.model.ModelFile;
import org.ae4j.core.model.ModelTensors;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.schedule.ScheduleProgress;

/**
 * One training run: epochs of steps, validation, early stopping, checkpoints.
 *
 * <p>Runs once, on the thread that calls {@link #run}; {@link #cancel} may be called from any
 * other.
 */
public final class Training implements TrainingRun {
  private final TrainingSetup setup;
  private final TrainingConfig config;
  private final Autoencoder model;
  private final List<Parameter> tensors;
  private final WeightUpdates weights;
  private final BestWeights best;
  private final Progress progress = new Progress();
  private final Survey survey;
  private final CheckpointTimer checkpoints;
  private volatile boolean cancelled;

  /** Prepares a run, from its beginning or from a checkpoint; nothing is trained yet. */
  public Training(TrainingSetup setup) {
    this.setup = setup;
    this.config = setup.document().training();
    this.model = setup.model();
    this.tensors = ModelTensors.of(model);
    GradientClipping clipping = new GradientClipping(config.clipNorm(), config.clipValue());
    this.weights = new WeightUpdates(model, setup.optimizer(), clipping, setup.kernels());
    weights.freeze(Freezing.of(model, config.frozen()));
    this.best = new BestWeights(config.keepBest());
    this.survey = new Survey(setup);
    this.checkpoints = new CheckpointTimer(setup.checkpoints(), this::writeCheckpoint);
    setup.resumed().ifPresent(this::restore);
  }

  private void restore(StoredModel checkpoint) {
    TrainingConfig before = checkpoint.document().training().withEpochs(config.epochs());
    if (!before.equals(config)) {
      throw new ConfigurationException(
          "a resumed run can change the number of epochs and nothing else; the checkpoint has "
              + before
              + ", got "
              + config);
    }
    RunState.restore(checkpoint, weights, best, tensors, survey.state(), progress);
    int rows = setup.rows().size();
    if ((long) progress.batch * Math.min(config.batchSize(), rows) >= rows) {
      throw new ModelFormatException(
          "the checkpoint's progress is damaged: " + progress.batch + " batches of an epoch done");
    }
  }

  @Override
  public int epochs() {
    return config.epochs();
  }

  @Override
  public List<EpochReport> history() {
    return List.copyOf(progress.history);
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  /** Returns the epoch whose weights the model has after the run. */
  public int keptEpoch() {
    return config.keepBest() ? progress.bestEpoch : progress.history.size();
  }

  /** Tells whether the run ended early because the loss no longer became better. */
  public boolean stoppedEarly() {
    return progress.stopped;
  }

  /** Returns the checkpoint that this run wrote last, if any. */
  public Optional<Path> checkpoint() {
    return checkpoints.written();
  }

  /**
   * Trains until the last epoch, an early stop or a cancellation; the model then has the last
   * weights, or the best.
   *
   * @throws NumericalException if the loss or a weight leaves the finite numbers; a checkpoint on
   *     disk stays as it is
   */
  public void run() {
    try (Workers workers = setup.workers().get()) {
      setup.callbacks().forEach(callback -> callback.onStart(this));
      try {
        train(workers);
      } finally {
        setup.callbacks().forEach(callback -> callback.onEnd(this));
      }
    }
  }

  private void train(Workers workers) {
    setup.kernels().warmUp();
    int rows = setup.rows().size();
    int batchSize = Math.min(config.batchSize(), rows);
    RandomKeys keys = RandomKeys.of(config.seed());
    StepEngine engine =
        new StepEngine(model, Math.max(batchSize, Measurement.BATCH), keys, weights, workers);
    BatchSource source =
        new BatchSource(setup.rows(), setup.document().preprocessing(), setup.kernels(), batchSize);
    Corruptor corruptor = new Corruptor(setup.corruption(), source.batch());
    EpochOrder order = new EpochOrder(setup.rows());
    while (progress.epoch <= config.epochs() && !progress.stopped && !cancelled) {
      order.shuffle(keys.shuffle(progress.epoch));
      int steps = (rows + batchSize - 1) / batchSize;
      int done = progress.batch * batchSize;
      double seconds = trainEpoch(engine, source, corruptor, order, batchSize, steps, workers);
      if (progress.batch == steps) {
        Diagnosis.requireFinite(tensors, "after epoch " + progress.epoch, checkpoints.written());
        finishEpoch(rows, rows - done, validationLoss(engine, workers), seconds);
      } else if (progress.stopped && progress.batch > 0) {
        int seen = progress.batch * batchSize;
        finishEpoch(seen, seen - done, validationLoss(engine, workers), seconds);
      }
    }
    if (cancelled) {
      checkpoints.write();
    }
    if (best.restoreInto(tensors)) {
      weights.refresh();
    }
  }

  /**
   * Takes the epoch's remaining steps; returns the seconds that these took, checkpoints not
   * counted.
   */
  private double trainEpoch(
      StepEngine engine,
      BatchSource source,
      Corruptor corruptor,
      EpochOrder order,
      int batchSize,
      int steps,
      Workers workers) {
    long began = System.nanoTime();
    double[] rates = ratesOfEpoch(steps);
    RandomStream corruption = RandomKeys.of(config.seed()).corruption();
    corruptor.beginEpoch(progress.epoch);
    try (ReadAhead readAhead = ReadAhead.from(order, progress.batch * batchSize)) {
      while (progress.batch < steps && !cancelled) {
        int first = progress.batch * batchSize;
        int rows = Math.min(batchSize, order.rows().length - first);
        readAhead.advance(first);
        if (!survey.before(progress.epoch, progress.step + 1, workers)) {
          progress.stopped = true;
          break;
        }
        source.gather(order.rows(), first, rows, workers);
        Batch batch = corruptor.corrupt(corruption.substreamKey(progress.step + 1), workers);
        engine.begin(true, progress.epoch, progress.step + 1, rows);
        engine.takes(order.rows(), first);
        LossBreakdown losses = model.computeGradients(batch, engine);
        if (!Double.isFinite(losses.total())) {
          String where = "loss became %s in epoch %d, batch %d";
          throw Diagnosis.notFinite(
              where.formatted(losses.total(), progress.epoch, progress.batch + 1),
              model,
              engine,
              batch,
              losses,
              checkpoints.written());
        }
        weights.update(progress.step + 1, rates[progress.batch], workers);
        progress.step++;
        progress.batch++;
        progress.sums.addAll(losses, rows);
        for (int c = 0; c < setup.callbacks().size(); c++) {
          setup.callbacks().get(c).onStep(this, progress.batch, steps);
        }
        if (progress.batch < steps && checkpoints.dueWithinEpoch()) {
          long pause = System.nanoTime();
          checkpoints.write();
          began += System.nanoTime() - pause;
        }
      }
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private OptionalDouble validationLoss(StepEngine engine, Workers workers) {
    if (setup.validation().isEmpty()) {
      return OptionalDouble.empty();
    }
    Measurement measurement =
        new Measurement(
            model,
            setup.validation().get(),
            setup.document().preprocessing(),
            setup.corruption(),
            RandomKeys.of(config.seed()).measuredCorruption(),
            setup.kernels());
    LossBreakdown losses =
        measurement.losses(engine, progress.epoch, progress.step, checkpoints.written(), workers);
    return OptionalDouble.of(losses.total());
  }

  /** Returns the rate of each step of the epoch, all at once so that steps allocate nothing. */
  private double[] ratesOfEpoch(int steps) {
    double[] rates = new double[steps];
    for (int batch = progress.batch; batch < steps; batch++) {
      rates[batch] = rate(progress.step + batch - progress.batch + 1, steps);
    }
    return rates;
  }

  private double rate(long step, int stepsPerEpoch) {
    return setup.baseRate()
        * setup
            .schedule()
            .factor(ScheduleProgress.of(step, config.epochs(), stepsPerEpoch, progress.plateau));
  }

  private void finishEpoch(int rows, int examples, OptionalDouble validationLoss, double seconds) {
    EpochReport report =
        new EpochReport(
            progress.epoch,
            progress.sums.total() / rows,
            progress.meanTerms(rows),
            validationLoss,
            rate(progress.step, progress.batch),
            seconds,
            examples);
    progress.plateau = setup.schedule().next(progress.plateau, report.monitored());
    if (progress.finishEpoch(report, config.minimumImprovement(), config.patience())) {
      best.keep(tensors);
    }
    setup.callbacks().forEach(callback -> callback.onEpoch(this, report));
    if (checkpoints.dueAfterEpoch(report.epoch())) {
      checkpoints.write();
    }
  }

  private void writeCheckpoint(Path file) {
    ModelDocument document = setup.document().withHistory(progress.history);
    List<Parameter> state = RunState.tensors(weights, best, tensors, survey.state());
    String when =
        progress.batch == 0
            ? "after epoch " + (progress.epoch - 1)
            : "in epoch " + progress.epoch + ", after batch " + progress.batch + ",";
    Diagnosis.requireFinite(tensors, when, checkpoints.written());
    Diagnosis.requireFinite(state, when, checkpoints.written());
    ModelFile.writeCheckpoint(
        file, document, tensors, ProgressJson.write(progress).toString(), state);
  }
}
