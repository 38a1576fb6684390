package org.ae4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.ae4j.api.Dataset;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.TableColumn;
import org.ae4j.core.data.TableSchema;
import org.ejml.data.FMatrixRMaj;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How well a model reconstructs each column of a table, over cells that are there: numbers by the
 * root of the mean squared error in their own units, dates so in days, others by the share of cells
 * that come out the same.
 *
 * @param scores one a column
 */
record ColumnScores(List<Score> scores) {

  /**
   * The score of a column.
   *
   * @param cells how many were there
   * @param spread what a column of numbers scores where its mean stands for each, or else the share
   *     of the most frequent cell
   */
  record Score(TableColumn column, long cells, double value, double spread) {
    boolean isNumber() {
      return ColumnTally.isMeasured(column);
    }
  }

  static ColumnScores of(
      TrainedAutoencoder trained, TableSchema schema, Dataset rows, int threads) {
    List<ColumnTally> tallies = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      tallies.add(new ColumnTally(schema, i));
    }
    record Pair(FMatrixRMaj given, FMatrixRMaj restored) {}
    Chunks.of(rows, threads)
        .forEach(
            given -> new Pair(given, trained.reconstruct(given)),
            (first, pair) -> tallies.forEach(tally -> tally.add(pair.given(), pair.restored())));
    return new ColumnScores(tallies.stream().map(ColumnTally::score).toList());
  }

  void print(Output output) {
    TextWidth width = new TextWidth(scores.stream().map(score -> score.column().name()).toList());
    output.line("%s  %-10s %12s  %s", width.pad("column"), "measure", "model", "without a model");
    for (Score score : scores) {
      if (score.isNumber()) {
        output.line(
            "%s  %-10s %12.5g  %.5g (the mean)",
            width.pad(score.column().name()),
            score.column().kind().equals("date") ? "rmse, days" : "rmse",
            score.value(),
            score.spread());
      } else {
        output.line(
            "%s  %-10s %10.2f %%  %.2f %% (the most frequent)",
            width.pad(score.column().name()), "right", 100 * score.value(), 100 * score.spread());
      }
    }
  }

  void write(ObjectNode json) {
    ArrayNode columns = json.putArray("columns");
    for (Score score : scores) {
      columns
          .addObject()
          .put("name", score.column().name())
          .put("kind", score.column().kind())
          .put("cells", score.cells())
          .put(score.isNumber() ? "rmse" : "right", score.value())
          .put(score.isNumber() ? "deviation" : "most_frequent", score.spread());
    }
  }

  /** Pads names to the longest of them. */
  private record TextWidth(List<String> names) {
    String pad(String text) {
      int longest = names.stream().mapToInt(String::length).max().orElse(0);
      return text + " ".repeat(Math.max(0, Math.max(longest, "column".length()) - text.length()));
    }
  }
}
