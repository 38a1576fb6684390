package org.ae4j.cli;

import java.util.HashMap;
import java.util.Map;
import org.ae4j.core.data.TableColumn;
import org.ae4j.core.data.TableSchema;
import org.ejml.data.FMatrixRMaj;

/** Adds up how well a column of a table is reconstructed; not thread-safe. */
final class ColumnTally {
  private final TableSchema schema;
  private final int index;
  private final TableColumn column;
  private final Map<String, Long> frequencies = new HashMap<>();
  private final boolean measured;
  private long cells;
  private long right;
  private double squares;
  private double sum;
  private double sumOfSquares;

  ColumnTally(TableSchema schema, int index) {
    this.schema = schema;
    this.index = index;
    this.column = schema.columns().get(index);
    this.measured = isMeasured(column);
  }

  /** Tells whether the first feature is a number: that of a column of numbers, or days. */
  static boolean isMeasured(TableColumn column) {
    return column.kind().equals("number")
        || column.featureNames().get(0).equals(column.name() + " time");
  }

  /** Adds rows and what became of them, both in the units of the source. */
  void add(FMatrixRMaj given, FMatrixRMaj restored) {
    for (int row = 0; row < given.numRows; row++) {
      int at = row * given.numCols;
      if (schema.isMissing(index, given.data, at)) {
        continue;
      }
      cells++;
      int start = at + schema.start(index);
      if (measured) {
        double value = given.data[start];
        double difference = restored.data[start] - value;
        squares += difference * difference;
        sum += value;
        sumOfSquares += value * value;
      } else {
        String cell = column.print(given.data, start);
        right += cell.equals(column.print(restored.data, start)) ? 1 : 0;
        frequencies.merge(cell, 1L, Long::sum);
      }
    }
  }

  ColumnScores.Score score() {
    double n = Math.max(1, cells);
    if (measured) {
      double variance = Math.max(0, sumOfSquares / n - sum / n * (sum / n));
      return new ColumnScores.Score(column, cells, Math.sqrt(squares / n), Math.sqrt(variance));
    }
    long most = frequencies.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return new ColumnScores.Score(column, cells, right / n, most / n);
  }
}
