package org.ae4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.training.Training;
import org.ae4j.pictures.Charts;
import org.ae4j.pictures.ImageGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;

@Command(
    name = "train",
    customSynopsis = "ae train [OPTIONS]",
    description = "Train an autoencoder; leave a model file and two pictures.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae train",
      "  ae train --data fashion-mnist --code 16 --epochs 20 --out f16.safetensors",
      "  ae train --data rows.csv --data-option label=class --depth 3 --code 2",
      "  ae train --data photos/ --data-option size=32x32 --loss bce --patience 5",
      "  ae train --variant convolutional --code 16",
      "  ae train --encoder \"dense(256) batchnorm relu dense(32)\" --option l1=1e-4",
      "  ae train --variant denoising --corruption \"gaussian(0.3)\"",
      "  ae train --data new.csv --init-from model.safetensors --freeze encoder",
      "  ae train --resume model.checkpoint.safetensors",
      "",
      "Ctrl-C ends training after the step under way and leaves a checkpoint to",
      "resume from."
    })
final class TrainCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  /** What decides the model's bits, and so cannot be changed when a run is resumed. */
  private static final List<String> FIXED =
      List.of(
          ("--variant --code --layers --depth --loss --activation --code-activation --encoder"
                  + " --decoder --output --scale --corruption --option --batch --optimizer"
                  + " --learning-rate --schedule --clip-norm --clip-value --patience"
                  + " --min-improvement --keep --freeze --pretrain --init-from --init-partial --seed"
                  + " --validation --test")
              .split(" "));

  @Spec private CommandSpec spec;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Mixin(name = "Rows kept apart")
  private SplitOptions split;

  @Mixin(name = "Model")
  private ArchitectureOptions architecture;

  @Mixin(name = "Training")
  private FitOptions fit;

  @Mixin(name = "Beginning")
  private InitOptions init;

  @Mixin(name = "Files")
  private CheckpointOptions files;

  @Mixin(name = "In general")
  private CommonOptions common;

  TrainCommand() {}

  @Override
  public Integer call() {
    files.requireUsable();
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      warmUp(engine);
      if (files.resume().isEmpty()) {
        return begin(engine, output);
      }
      requireUnchanged();
      try (StoredModel stored = StoredModel.open(files.resume().get())) {
        stored.progress();
        return goOn(engine, stored, output);
      }
    }
  }

  /** Runs the kernels in on a thread of its own, while this one reads the data. */
  private static void warmUp(Autoencoders engine) {
    Thread thread = new Thread(engine.kernels()::warmUp, "ae-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private int begin(Autoencoders engine, Output output) {
    long seed = common.seed().orElse(1L);
    Map<String, String> notes = data.notes(Map.of());
    data.limit().ifPresent(limit -> notes.put(DataOptions.LIMIT, limit.toString()));
    TrainingRows rows = split.split(DataOptions.open(engine, notes), notes, seed);
    TrainingSession session =
        engine.prepare(
            architecture.config(rows.train().shape(), engine.registry()),
            fit.config(seed, rows.train().size()),
            rows.train());
    init.apply(engine, session, notes, output);
    return train(engine, session.notes(notes), rows, output);
  }

  private int goOn(Autoencoders engine, StoredModel stored, Output output) {
    Map<String, String> notes = new LinkedHashMap<>(stored.document().notes());
    notes.putAll(data.notes(notes));
    data.limit().ifPresent(limit -> notes.put(DataOptions.LIMIT, limit.toString()));
    TrainingConfig config = stored.document().training();
    config = fit.epochs().map(config::withEpochs).orElse(config);
    int done = stored.document().history().size();
    if (config.epochs() < done) {
      throw new ConfigurationException(
          "--epochs must be at least %d, as many as %s has behind it, got %d"
              .formatted(done, files.resume().orElseThrow(), config.epochs()));
    }
    TrainingRows rows = TrainingRows.of(DataOptions.open(engine, notes), notes, config.seed());
    TrainingSession session = engine.resume(stored, config, rows.train());
    if (done == config.epochs()) {
      output.line("all %s are done; --epochs goes on", Text.count(done, "epoch"));
    } else {
      output.line("resumed in epoch %d of %d", done + 1, config.epochs());
    }
    return train(engine, session.notes(notes), rows, output);
  }

  private int train(
      Autoencoders engine, TrainingSession session, TrainingRows rows, Output output) {
    session
        .checkpoints(files.policy())
        .callback(new ProgressLine(output))
        .callback(new EpochLines(output));
    rows.validation().ifPresent(session::validation);
    output.line(
        "%s on %s: %s of %s, %s kernels, %s",
        session.document().config().variant(),
        rows.train().name(),
        Text.count(rows.train().size(), "row"),
        rows.train().shape(),
        engine.kernels().id(),
        Text.count(engine.threads(), "thread"));
    output.line("encoder  %s", Text.wrap(session.document().config().encoder(), 9));
    List<EpochReport> pretrained = session.pretrain();
    for (int layer = 0; layer < pretrained.size(); layer++) {
      output.line(
          "pre-trained layer %d of %d  loss %s",
          layer + 1, pretrained.size(), Text.loss(pretrained.get(layer).trainLoss()));
    }
    Training training = session.start();
    Interruption interruption = Interruption.runs(training::cancel);
    try {
      training.run();
      if (training.cancelled()) {
        return interrupted(training, output);
      }
      finish(engine, session, training, rows, output);
      return 0;
    } finally {
      interruption.release();
    }
  }

  private int interrupted(Training training, Output output) {
    Path written = training.checkpoint().orElseThrow();
    output.warn(
        "interrupted in epoch %d; go on with: ae train %s"
            .formatted(training.history().size() + 1, files.resumption(written)));
    return INTERRUPTED;
  }

  private void finish(
      Autoencoders engine,
      TrainingSession session,
      Training training,
      TrainingRows rows,
      Output output) {
    TrainedAutoencoder model = session.finish(training);
    Map<String, Double> metrics = new LinkedHashMap<>();
    rows.test()
        .ifPresent(test -> metrics.put("test_mse", Scores.of(model, test, engine.threads()).mse()));
    TrainedAutoencoder scored = model.withMetrics(metrics);
    scored.save(files.out());
    List<Path> pictures = files.noPictures() ? List.of() : pictures(scored, rows);
    if (training.stoppedEarly()) {
      output.line("stopped early; the weights are those of epoch %d", training.keptEpoch());
    }
    metrics.forEach((name, value) -> output.line("test mse %s", Text.loss(value)));
    output.line("model    %s (%s)", files.out(), Text.count(scored.parameterCount(), "parameter"));
    pictures.forEach(picture -> output.line("picture  %s", picture));
    output.json(
        json -> {
          json.put("test_mse", metrics.get("test_mse"));
          json.put("parameters", scored.parameterCount());
          json.put("model", files.out().toString());
          json.put("epochs", training.history().size());
          json.put("kept_epoch", training.keptEpoch());
          ArrayNode drawn = json.putArray("pictures");
          pictures.forEach(picture -> drawn.add(picture.toString()));
        });
  }

  private List<Path> pictures(TrainedAutoencoder model, TrainingRows rows) {
    List<Path> written = new ArrayList<>();
    Path curve = OutputFiles.beside(files.out(), "-loss.svg");
    OutputFiles.write(curve, Charts.loss(model.document().history()).bytes());
    written.add(curve);
    Dataset shown = rows.test().or(rows::validation).orElse(rows.train());
    if (ImageGrid.canShow(shown.shape())) {
      Path grid = OutputFiles.beside(files.out(), "-reconstructions.png");
      OutputFiles.write(grid, ImageGrid.reconstructions(model, shown));
      written.add(grid);
    }
    return written;
  }

  private void requireUnchanged() {
    for (String name : FIXED) {
      if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
        throw new ConfigurationException(
            name + " is in the checkpoint and cannot be changed; leave it out with --resume");
      }
    }
  }
}
