package org.ae4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.training.CheckpointPolicy;
import org.ae4j.core.training.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;

@Command(
    name = "train",
    description = "Train an autoencoder; leave a model file and two pictures.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae train",
      "  ae train --data fashion-mnist --layers 128,64 --code 32 --epochs 20 --out fashion.safetensors",
      "  ae train --data rows.csv --data-option label=class --depth 3 --code 2",
      "  ae train --data photos/ --data-option size=32x32 --loss bce --epochs 50 --patience 5",
      "  ae train --variant convolutional --code 16",
      "  ae train --encoder \"dense(256) batchnorm relu dense(32)\" --option l1=1e-4",
      "  ae train --resume model.checkpoint.safetensors",
      "",
      "Ctrl-C ends training after the step under way and leaves a checkpoint to resume from."
    })
final class TrainCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;

  /** What decides the model's bits, and so cannot be changed when a run is resumed. */
  private static final List<String> FIXED =
      List.of(
          ("--variant --code --layers --depth --loss --activation --code-activation --encoder"
                  + " --decoder --output --scale --option --batch --optimizer --learning-rate"
                  + " --schedule --clip-norm --clip-value --patience --min-improvement --keep --seed"
                  + " --validation --test")
              .split(" "));

  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private ArchitectureOptions architecture;
  @Mixin private FitOptions fit;

  @Option(
      names = "--validation",
      paramLabel = "PART",
      description = "Part of the training rows kept apart to validate on. Default: 0.05.")
  private Optional<Double> validation = Optional.empty();

  @Option(
      names = "--test",
      paramLabel = "PART",
      description = "Part to test on where the data has no test rows of its own. Default: 0.1.")
  private Optional<Double> test = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The model file. Default: model.safetensors.")
  private Path out = Path.of("model.safetensors");

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Where checkpoints go. Default: beside the model file.")
  private Optional<Path> checkpoint = Optional.empty();

  @Option(
      names = "--checkpoint-every",
      paramLabel = "EPOCHS",
      description = "Leave a checkpoint every N epochs. Default: only when interrupted.")
  private Optional<Integer> checkpointEpochs = Optional.empty();

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "MINUTES",
      description = "Leave a checkpoint every so many minutes, also within an epoch.")
  private double checkpointMinutes;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Go on from a checkpoint, bit for bit as if never interrupted.")
  private Optional<Path> resume = Optional.empty();

  @Option(names = "--no-pictures", description = "Write the model file only.")
  private boolean noPictures;

  @Mixin private CommonOptions common;

  TrainCommand() {}

  @Override
  public Integer call() {
    OutputFiles.requireWritable(out);
    checkpoint.ifPresent(OutputFiles::requireWritable);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      if (resume.isEmpty()) {
        return begin(engine, output);
      }
      requireUnchanged();
      try (StoredModel stored = StoredModel.open(resume.get())) {
        stored.progress();
        return goOn(engine, stored, output);
      }
    }
  }

  private int begin(Autoencoders engine, Output output) {
    long seed = common.seed().orElse(1L);
    Map<String, String> notes = new LinkedHashMap<>(data.notes(Map.of()));
    notes.put("validation", Double.toString(part("--validation", validation, 0.05)));
    notes.put("test", Double.toString(part("--test", test, 0.1)));
    Rows rows = Rows.of(data.open(engine, notes), notes, seed);
    TrainingSession session =
        engine.prepare(
            architecture.config(rows.train.shape(), engine.registry()),
            fit.config(seed, rows.train.size()),
            rows.train);
    return train(engine, session.notes(notes), rows, output);
  }

  private int goOn(Autoencoders engine, StoredModel stored, Output output) {
    Map<String, String> notes = new LinkedHashMap<>(stored.document().notes());
    notes.putAll(data.notes(notes));
    TrainingConfig config = stored.document().training();
    Rows rows = Rows.of(data.open(engine, notes), notes, config.seed());
    config = fit.epochs().map(config::withEpochs).orElse(config);
    TrainingSession session = engine.resume(stored, config, rows.train);
    return train(engine, session.notes(notes), rows, output);
  }

  private int train(Autoencoders engine, TrainingSession session, Rows rows, Output output) {
    Path kept = checkpoint.orElseGet(() -> OutputFiles.beside(out, ".checkpoint.safetensors"));
    session
        .checkpoints(checkpointPolicy(kept))
        .callback(new ProgressLine(output))
        .callback(new EpochLines(output));
    rows.validation.ifPresent(session::validation);
    output.line(
        "%s on %s: %,d rows of %s, %s kernels, %d threads",
        session.document().config().variant(),
        rows.train.name(),
        rows.train.size(),
        rows.train.shape(),
        engine.kernels().id(),
        engine.threads());
    output.line("encoder  %s", session.document().config().encoder());
    Training training = session.start();
    try (Interruption interruption = Interruption.cancels(training)) {
      training.run();
      if (training.cancelled()) {
        return interrupted(training, interruption);
      }
    }
    finish(engine, session, training, rows, output);
    return 0;
  }

  private int interrupted(Training training, Interruption interruption) {
    Path written = training.checkpoint().orElseThrow();
    interruption.say(
        "ae: interrupted in epoch "
            + (training.history().size() + 1)
            + "; go on with: ae train --resume "
            + written
            + (out.equals(Path.of("model.safetensors")) ? "" : " --out " + out));
    return INTERRUPTED;
  }

  private void finish(
      Autoencoders engine, TrainingSession session, Training training, Rows rows, Output output) {
    TrainedAutoencoder model = session.finish(training);
    Map<String, Double> metrics = new LinkedHashMap<>();
    rows.test.ifPresent(
        testRows -> metrics.put("test_mse", Scores.of(model, testRows, engine.threads()).mse()));
    TrainedAutoencoder scored = model.withMetrics(metrics);
    scored.save(out);
    List<Path> pictures = noPictures ? List.of() : pictures(scored, rows);
    if (training.stoppedEarly()) {
      output.line("stopped early; the weights are those of epoch %d", training.keptEpoch());
    }
    metrics.forEach((name, value) -> output.line("%s %.6f", name.replace('_', ' '), value));
    output.line("model    %s (%,d parameters)", out, scored.parameterCount());
    pictures.forEach(picture -> output.line("picture  %s", picture));
    output.json(
        json -> {
          metrics.forEach(json::put);
          json.put("parameters", scored.parameterCount());
          json.put("model", out.toString());
          json.put("epochs", training.history().size());
          json.put("kept_epoch", training.keptEpoch());
          ArrayNode files = json.putArray("pictures");
          pictures.forEach(picture -> files.add(picture.toString()));
        });
  }

  private List<Path> pictures(TrainedAutoencoder model, Rows rows) {
    List<Path> written = new ArrayList<>();
    List<EpochReport> history = model.document().history();
    Path curve = OutputFiles.beside(out, "-loss.svg");
    OutputFiles.write(curve, LossCurve.svg(history));
    written.add(curve);
    Dataset shown = rows.test.or(() -> rows.validation).orElse(rows.train);
    if (shown.shape().isImage() && ImageGrid.canShow(shown.shape())) {
      Path grid = OutputFiles.beside(out, "-reconstructions.png");
      OutputFiles.write(grid, ImageGrid.reconstructions(model, shown));
      written.add(grid);
    }
    return written;
  }

  private CheckpointPolicy checkpointPolicy(Path file) {
    int every = checkpointEpochs.orElse(checkpoint.isPresent() && checkpointMinutes == 0 ? 1 : 0);
    if (!(checkpointMinutes >= 0 && checkpointMinutes <= 1e6)) {
      throw new ConfigurationException(
          "--checkpoint-minutes must be from 0 to 1000000, got " + checkpointMinutes);
    }
    Duration minutes = Duration.ofMillis((long) (checkpointMinutes * 60_000));
    return new CheckpointPolicy(Optional.of(file), every, minutes);
  }

  private void requireUnchanged() {
    for (String name : FIXED) {
      if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
        throw new ConfigurationException(
            name + " is in the checkpoint and cannot be changed; leave it out with --resume");
      }
    }
    if (!Files.isRegularFile(resume.orElseThrow())) {
      throw new ConfigurationException("no checkpoint at " + resume.get());
    }
  }

  private static double part(String name, Optional<Double> value, double otherwise) {
    double part = value.orElse(otherwise);
    if (!(part >= 0 && part < 1)) {
      throw new ConfigurationException(name + " must be at least 0 and below 1, got " + part);
    }
    return part;
  }

  /** The rows of a run, split as its notes say. */
  private record Rows(Dataset train, Optional<Dataset> validation, Optional<Dataset> test) {
    static Rows of(DatasetSplits source, Map<String, String> notes, long seed) {
      double testPart = Double.parseDouble(notes.getOrDefault("test", "0"));
      double validationPart = Double.parseDouble(notes.getOrDefault("validation", "0"));
      DatasetSplits splits = DataOptions.withTest(source, testPart, seed);
      Dataset train = splits.train();
      if (validationPart == 0 || train.size() * validationPart < 1) {
        return new Rows(train, Optional.empty(), splits.test());
      }
      List<Dataset> parts = Datasets.split(train, seed + 1, 1 - validationPart, validationPart);
      return new Rows(parts.get(0), Optional.of(parts.get(1)), splits.test());
    }
  }
}
