package org.ae4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.anomaly.AnomalyDetector;
import org.ae4j.anomaly.Threshold;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fit",
    customSynopsis = "ae anomaly fit [OPTIONS]",
    description = "Make a detector of a model and of rows held to be normal.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae anomaly fit",
      "  ae anomaly fit --score mse+mahalanobis --threshold \"conformal(0.05)\"",
      "  ae anomaly fit --data normal.csv --calibration 0.2 --threshold \"calibration(0.01)\""
    })
final class AnomalyFitCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file. Default: model.safetensors.")
  private Path model = Path.of("model.safetensors");

  @Option(
      names = "--score",
      paramLabel = "SCORE",
      description =
          "What tells rows apart: l2, mse, loss, mahalanobis, reconstruction_probability (variational"
              + " models), or several as in mse+mahalanobis. Default: mse.")
  private String score = "mse";

  @Option(
      names = "--threshold",
      paramLabel = "KIND",
      description =
          "From which score on: contamination(0.1), sigma(3) or mad(3) of the rows fitted to;"
              + " calibration(0.05) or conformal(0.05) of rows kept apart. Default:"
              + " contamination(0.1).")
  private String threshold = "contamination(0.1)";

  @Option(
      names = "--calibration",
      paramLabel = "PART",
      description =
          "Part of the rows of --data to keep apart; the model must not have seen these. Default:"
              + " none, and of the model's own rows those that it was validated on.")
  private Optional<Double> calibration = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The detector, model included. Default: " + DetectorOptions.DEFAULT + ".")
  private Path out = Path.of(DetectorOptions.DEFAULT);

  @Mixin(name = "Rows")
  private DataOptions data;

  @Mixin(name = "In general")
  private CommonOptions common;

  AnomalyFitCommand() {}

  /** Normal rows, and some of them kept apart. */
  private record NormalRows(Dataset fitted, Optional<Dataset> apart) {}

  @Override
  public Integer call() {
    OutputFiles.requireWritable(out);
    Threshold kind = Threshold.parse(threshold);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = engine.read(model);
      NormalRows rows = rows(engine, trained);
      AnomalyDetector.Builder builder =
          AnomalyDetector.builder(engine, trained).score(score).threshold(kind);
      rows.apart().ifPresent(builder::calibration);
      AnomalyDetector detector = builder.fit(rows.fitted());
      detector.save(out);
      output.line("fitted     %s of %s", count(detector.fittedRows()), rows.fitted().name());
      output.line("apart      %s", count(detector.rowsApart()));
      output.line("score      %s", detector.score());
      output.line("threshold  %s, by %s", Text.loss(detector.threshold()), detector.rule());
      output.line("detector   %s", out);
      output.json(
          json -> {
            json.put("detector", out.toString());
            json.put("score", detector.score());
            json.put("threshold", detector.threshold());
            json.put("rule", detector.rule().toString());
            json.put("rows", detector.fittedRows());
            json.put("rows_apart", detector.rowsApart());
          });
    }
    return 0;
  }

  private static String count(int rows) {
    return Text.count(rows, "row");
  }

  private NormalRows rows(Autoencoders engine, TrainedAutoencoder trained) {
    if (!data.given()) {
      if (calibration.isPresent()) {
        throw new ConfigurationException(
            "--calibration takes a part of the rows of --data; of the model's own rows those serve"
                + " that it was validated on");
      }
      ModelOptions remembered = new ModelOptions(model, Split.TRAIN);
      TrainingRows own = remembered.trainingRows(engine, trained, data);
      return new NormalRows(limited(own.train()), own.validation());
    }
    Dataset given = limited(DataOptions.open(engine, data.notes(Map.of())).train());
    double part = calibration.orElse(0.0);
    if (!(part >= 0 && part < 1)) {
      throw new ConfigurationException("--calibration must be at least 0 and below 1, got " + part);
    }
    if (part == 0) {
      return new NormalRows(given, Optional.empty());
    }
    List<Dataset> parts = Datasets.split(given, common.seed().orElse(1L), 1 - part, part);
    return new NormalRows(parts.get(0), Optional.of(parts.get(1)));
  }

  private Dataset limited(Dataset rows) {
    return data.limit().map(limit -> Datasets.limit(rows, limit)).orElse(rows);
  }
}
