package org.ae4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.Callback;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Dataset;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.TrainingRun;
import org.ae4j.cli.bench.EncodeSpeed;
import org.ae4j.cli.compare.CodePlane;
import org.ae4j.cli.compare.CompareJson;
import org.ae4j.cli.compare.RunFiles;
import org.ae4j.cli.compare.RunResult;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.corruption.DamagedDataset;
import org.ae4j.core.metrics.Quality;
import org.ae4j.core.training.Training;
import org.ae4j.pictures.ImageGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains and measures one run of a comparison in this JVM; {@link CompareCommand} starts one for
 * each run.
 */
@Command(name = "compare-run", hidden = true, description = "Do one run of a comparison.")
final class CompareRunCommand implements Callable<Integer> {
  private static final int SHOWN_CODES = 1000;

  @Option(names = "--folder", required = true)
  private Path folder = Path.of("");

  @Option(names = "--fingerprint", required = true)
  private String fingerprint = "";

  @Mixin private RunSettings settings;

  CompareRunCommand() {}

  @Override
  public Integer call() {
    endWithParent();
    try (Output output = settings.common().output()) {
      Autoencoders engine = settings.common().engine(output);
      Map<String, String> notes = new LinkedHashMap<>();
      TrainingRows rows = settings.rows(engine, notes);
      TrainingConfig config = settings.training(rows.train().size());
      TrainingSession session =
          engine.prepare(settings.model(engine, rows), config, rows.train()).notes(notes);
      Fidelity fidelity = new Fidelity(rows.train(), engine.threads());
      StepClock clock = new StepClock(settings.timeBudget());
      ValidationErrors errors = new ValidationErrors(session, rows.validation(), fidelity);
      // The clock is first, so that it does not count what the others do.
      session.callback(clock).callback(errors).callback(new EpochLines(output));
      rows.validation().ifPresent(session::validation);
      Training training = session.start();
      training.run();
      RunResult.Memory memory = PeakMemory.now();
      TrainedAutoencoder model = session.finish(training);
      measure(
          engine, rows, model, fidelity, memory, training(training, clock, errors, config, rows));
    }
    return 0;
  }

  private static RunResult.Training training(
      Training training,
      StepClock clock,
      ValidationErrors errors,
      TrainingConfig config,
      TrainingRows rows) {
    return new RunResult.Training(
        config.optimizer(),
        config.batchSize(),
        training.history(),
        errors.values,
        clock.steps(),
        (rows.train().size() + config.batchSize() - 1) / config.batchSize(),
        clock.seconds(),
        clock.timeUp() ? "time-budget" : training.stoppedEarly() ? "patience" : "epochs");
  }

  private void measure(
      Autoencoders engine,
      TrainingRows rows,
      TrainedAutoencoder model,
      Fidelity fidelity,
      RunResult.Memory memory,
      RunResult.Training training) {
    Dataset test = rows.test().orElseThrow();
    Noise noise =
        Noise.of(
            engine, CorruptionContext.of(test.shape(), "unit"), settings.noise(), settings.seed());
    Dataset noisy = new DamagedDataset(test, fidelity.unit(), noise.corruption(), noise.random());
    Quality reconstruction = fidelity.measure(test, test, model::reconstruct);
    RunPictures pictures = new RunPictures(model, fidelity.unit(), folder);
    if (ImageGrid.canShow(test.shape())) {
      pictures.drawRows(test, noisy);
      ifItCan("interpolations", () -> pictures.drawInterpolations(test));
      ifItCan("samples", () -> pictures.drawSamples(engine, rows.train(), settings.seed()));
    }
    RunResult result =
        new RunResult(
            RunResult.SCHEMA,
            fingerprint,
            describe(model),
            training,
            reconstruction,
            fidelity.measure(test, noisy, given -> given),
            fidelity.measure(test, noisy, model::reconstruct),
            speed(training, EncodeSpeed.of(model, test, EncodeSpeed.BRIEF)),
            memory,
            pictures.samplesFrom(),
            pictures.files());
    int shown = Math.min(SHOWN_CODES, test.size());
    int[] labels = test.labels().map(all -> Arrays.copyOf(all, shown)).orElse(new int[0]);
    CodePlane plane = CodePlane.of(LatentRows.encode(engine, model, test, shown), labels);
    model
        .withMetrics(Map.of("test_mse_unit", reconstruction.mse()))
        .save(folder.resolve(RunFiles.MODEL));
    CompareJson.write(folder.resolve(RunFiles.CODES), plane);
    // Last, because it says that all the others are there.
    CompareJson.write(folder.resolve(RunFiles.RESULT), result);
  }

  /** Not every model decodes codes that no row had: it then goes without such pictures. */
  private static void ifItCan(String what, Runnable drawing) {
    try {
      drawing.run();
    } catch (AutoencoderException | UnsupportedOperationException e) {
      System.err.println("no " + what + ": " + e);
    }
  }

  private static RunResult.Model describe(TrainedAutoencoder model) {
    AutoencoderConfig config = model.document().config();
    return new RunResult.Model(
        config.variant(),
        config.encoder(),
        config.decoder(),
        config.loss(),
        config.corruption(),
        config.scaling(),
        model.codeSize(),
        (double) config.input().size() / model.codeSize(),
        model.parameterCount());
  }

  private static RunResult.Speed speed(RunResult.Training training, EncodeSpeed encode) {
    double[] seconds =
        training.history().stream().mapToDouble(EpochReport::seconds).sorted().toArray();
    double[] rates =
        training.history().stream().mapToDouble(EpochReport::examplesPerSecond).sorted().toArray();
    boolean any = seconds.length > 0;
    return new RunResult.Speed(
        any ? OptionalDouble.of(seconds[seconds.length / 2]) : OptionalDouble.empty(),
        any
            ? rates[rates.length / 2]
            : training.steps() * training.batchSize() / training.seconds(),
        encode.micros(),
        encode.rowsPerSecond());
  }

  /** A comparison that is killed must not leave a run behind that works on. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nobody writes: only the end matters.
                }
              } catch (IOException e) {
                // As good as the end.
              }
              Runtime.getRuntime().halt(1);
            },
            "ae-compare-parent");
    watch.setDaemon(true);
    watch.start();
  }

  /** Measures the rows kept apart after each epoch, on one scale for all runs. */
  private static final class ValidationErrors implements Callback {
    private final TrainingSession session;
    private final Optional<Dataset> rows;
    private final Fidelity fidelity;
    private final List<Double> values = new ArrayList<>();

    ValidationErrors(TrainingSession session, Optional<Dataset> rows, Fidelity fidelity) {
      this.session = session;
      this.rows = rows;
      this.fidelity = fidelity;
    }

    @Override
    public void onEpoch(TrainingRun run, EpochReport report) {
      TrainedAutoencoder now = session.finish((Training) run);
      rows.ifPresent(some -> values.add(fidelity.error(some, now::reconstruct)));
    }
  }
}
