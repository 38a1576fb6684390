package org.ae4j.cli;

import java.io.BufferedOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.anomaly.AnomalyDetector;
import org.ae4j.anomaly.Probability;
import org.ae4j.anomaly.Ranking;
import org.ae4j.anomaly.Verdict;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.model.AtomicFile;
import org.ae4j.pictures.ImageGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;

@Command(
    name = "score",
    customSynopsis = "ae anomaly score [OPTIONS]",
    description = "Score rows, and say which are anomalies.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae anomaly score --data new.csv",
      "  ae anomaly score --data fashion-mnist --normal 0 --json -",
      "  ae anomaly score --data flights.csv --data-option label=class --anomalous failed"
    })
final class AnomalyScoreCommand implements Callable<Integer> {
  private static final int PICTURED = 20;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Row, score, p-value, probability, anomaly (0 or 1), label and file of each row, as .csv;"
              + " pictures go beside it. Default: scores.csv.")
  private Path out = Path.of("scores.csv");

  @Option(
      names = "--probability",
      paramLabel = "KIND",
      description =
          "How scores become numbers from 0 to 1: linear, from the least to the greatest score of the"
              + " rows fitted to, or unify, by the error function. Default: linear.")
  private Probability probability = Probability.LINEAR;

  @Option(names = "--no-pictures", description = "Write the scores only.")
  private boolean noPictures;

  @Mixin(name = "Truth")
  private TruthOptions truth;

  @Mixin(name = "Detector")
  private DetectorOptions detector;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Mixin(name = "In general")
  private CommonOptions common;

  AnomalyScoreCommand() {}

  @Override
  public Integer call() {
    OutputFiles.requireWritable(out);
    if (!out.toString().endsWith(".csv")) {
      throw new ConfigurationException("--out must end with .csv, got " + out);
    }
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      AnomalyDetector fitted = detector.read(engine);
      Dataset rows = detector.rows(engine, fitted, data);
      double[] scores = DetectorOptions.scores(engine, fitted, rows);
      Optional<Ranking> ranking = truth.ranking(rows, scores);
      int flagged = write(fitted, rows, scores);
      List<Path> pictures = noPictures ? List.of() : draw(fitted, rows, scores, ranking);
      output.line(
          "scores     %s (%s of %s, %s)",
          out, Text.count(rows.size(), "row"), rows.name(), fitted.score());
      output.line(
          "anomalies  %,d above %s (%s)", flagged, Text.loss(fitted.threshold()), fitted.rule());
      ranking.ifPresent(
          r ->
              output.line(
                  "ranking    AUC %.4f, average precision %.4f", r.auc(), r.averagePrecision()));
      pictures.forEach(picture -> output.line("picture    %s", picture));
      output.json(
          json -> {
            json.put("scores", out.toString());
            json.put("rows", rows.size());
            json.put("anomalies", flagged);
            json.put("threshold", fitted.threshold());
            ranking.ifPresent(
                r -> json.put("auc", r.auc()).put("average_precision", r.averagePrecision()));
            ArrayNode drawn = json.putArray("pictures");
            pictures.forEach(picture -> drawn.add(picture.toString()));
          });
    }
    return 0;
  }

  /** Writes the table; returns how many rows are anomalies. */
  private int write(AnomalyDetector fitted, Dataset rows, double[] scores) {
    RowNotes notes = new RowNotes(rows);
    AtomicFile.write(
        out,
        channel -> {
          Writer csv =
              new OutputStreamWriter(
                  new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16),
                  StandardCharsets.UTF_8);
          csv.write("row,score,p_value,probability,anomaly" + notes.header() + "\n");
          for (int row = 0; row < scores.length; row++) {
            Verdict verdict = fitted.judge(scores[row]);
            csv.write(row + "," + verdict.score() + "," + verdict.pValue() + ",");
            csv.write(fitted.probability(scores[row], probability) + ",");
            csv.write((verdict.anomalous() ? "1" : "0") + notes.cells(row) + "\n");
          }
          csv.flush();
        });
    return (int) Arrays.stream(scores).filter(score -> fitted.judge(score).anomalous()).count();
  }

  private List<Path> draw(
      AnomalyDetector fitted, Dataset rows, double[] scores, Optional<Ranking> ranking) {
    List<Path> pictures = new ArrayList<>();
    if (ImageGrid.canShow(rows.shape())) {
      Path most = OutputFiles.beside(out, "-most.png");
      int[] chosen = AnomalyExplainCommand.most(scores, PICTURED);
      OutputFiles.write(most, ImageGrid.pairs(fitted.model(), rows, chosen));
      pictures.add(most);
    }
    ranking.ifPresent(
        known -> {
          Path curves = OutputFiles.beside(out, "-ranking.svg");
          OutputFiles.write(curves, RankingChart.svg(known));
          pictures.add(curves);
        });
    return pictures;
  }
}
