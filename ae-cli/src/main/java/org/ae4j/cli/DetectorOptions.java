package org.ae4j.cli;

import java.nio.file.Path;
import org.ae4j.anomaly.AnomalyDetector;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import picocli.CommandLine.Option;

/** A fitted detector, and the rows to use it on. */
final class DetectorOptions {
  static final String DEFAULT = "detector.safetensors";

  @Option(
      names = "--detector",
      paramLabel = "FILE",
      description = "What 'ae anomaly fit' wrote. Default: " + DEFAULT + ".")
  private Path detector = Path.of(DEFAULT);

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "test: the rows apart from training, or all where there are none; train; or all. Default:"
              + " test.")
  private Split split = Split.TEST;

  DetectorOptions() {}

  AnomalyDetector read(Autoencoders engine) {
    return AnomalyDetector.read(engine, detector);
  }

  Dataset rows(Autoencoders engine, AnomalyDetector read, DataOptions data) {
    Dataset rows = new ModelOptions(detector, split).open(engine, read.model(), data);
    read.requireFit(rows);
    return rows;
  }

  /** Scores all rows. */
  static double[] scores(Autoencoders engine, AnomalyDetector detector, Dataset rows) {
    double[] scores = new double[rows.size()];
    Chunks.of(rows, engine.threads())
        .forEach(
            detector::decisionFunction,
            (first, some) -> System.arraycopy(some, 0, scores, first, some.length));
    return scores;
  }
}
