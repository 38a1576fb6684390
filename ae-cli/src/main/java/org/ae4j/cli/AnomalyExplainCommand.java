package org.ae4j.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.ae4j.anomaly.AnomalyDetector;
import org.ae4j.anomaly.Explanation;
import org.ae4j.anomaly.Explanation.ColumnError;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "explain",
    customSynopsis = "ae anomaly explain [OPTIONS]",
    description = "Say which columns of a row the model did not expect.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae anomaly explain --data new.csv                   the five most anomalous rows",
      "  ae anomaly explain --data new.csv --rows 17,340 --columns 3 --json -",
      "",
      "Expected is what the model makes of the row, in the column's own units."
    })
final class AnomalyExplainCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "N",
      description = "The rows to explain, from 0. Default: those that score highest.")
  private List<Integer> chosen = new ArrayList<>();

  @Option(names = "--top", paramLabel = "N", description = "How many of these. Default: 5.")
  private int top = 5;

  @Option(
      names = "--columns",
      paramLabel = "N",
      description = "Columns to show of each row, by their share of the error. Default: 5.")
  private int columns = 5;

  @Mixin(name = "Detector")
  private DetectorOptions detector;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Mixin(name = "In general")
  private CommonOptions common;

  AnomalyExplainCommand() {}

  @Override
  public Integer call() {
    requireAtLeastOne("--top", top);
    requireAtLeastOne("--columns", columns);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      AnomalyDetector fitted = detector.read(engine);
      Dataset rows = detector.rows(engine, fitted, data);
      int[] explained =
          chosen.isEmpty()
              ? most(DetectorOptions.scores(engine, fitted, rows), top)
              : chosen.stream().mapToInt(row -> requireRow(row, rows)).toArray();
      for (int row : explained) {
        float[] values = new float[rows.shape().size()];
        rows.copyRow(row, values, 0);
        Explanation explanation = fitted.explain(values, fitted.columns());
        print(row, explanation, output);
        output.json(json -> write(row, explanation, json));
      }
    }
    return 0;
  }

  /** Returns the rows that score highest, the highest first. */
  static int[] most(double[] scores, int count) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer row) -> -scores[row]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void print(int row, Explanation explanation, Output output) {
    output.line(
        "row %d  score %s, p-value %.4f%s",
        row,
        Text.loss(explanation.verdict().score()),
        explanation.verdict().pValue(),
        explanation.verdict().anomalous() ? ", an anomaly" : "");
    List<ColumnError> shown = shown(explanation);
    int width = shown.stream().mapToInt(error -> error.column().length()).max().orElse(1);
    for (ColumnError error : shown) {
      output.line(
          "  %-" + width + "s  %5.1f %%  expected %s, actual %s",
          error.column(),
          100 * error.share(),
          error.expected(),
          error.actual());
    }
  }

  private void write(int row, Explanation explanation, ObjectNode json) {
    json.put("row", row);
    json.put("score", explanation.verdict().score());
    json.put("p_value", explanation.verdict().pValue());
    json.put("anomaly", explanation.verdict().anomalous());
    ArrayNode list = json.putArray("columns");
    for (ColumnError error : shown(explanation)) {
      list.addObject()
          .put("column", error.column())
          .put("share", error.share())
          .put("expected", error.expected())
          .put("actual", error.actual());
    }
  }

  private List<ColumnError> shown(Explanation explanation) {
    List<ColumnError> all = explanation.columns();
    return all.subList(0, Math.min(columns, all.size()));
  }

  private static int requireRow(int row, Dataset rows) {
    if (row < 0 || row >= rows.size()) {
      throw new ConfigurationException(
          "--rows must be from 0 to " + (rows.size() - 1) + ", got " + row);
    }
    return row;
  }

  private static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new ConfigurationException(option + " must be at least 1, got " + value);
    }
  }
}
