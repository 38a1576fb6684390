package org.ae4j.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ae4j.api.ShapeException;

/**
 * Why a row is not like others: its columns by their share of the reconstruction error, the
 * greatest first.
 *
 * @param verdict on the row
 * @param columns all of them
 */
public record Explanation(Verdict verdict, List<ColumnError> columns) {

  public Explanation {
    columns = List.copyOf(columns);
  }

  /**
   * One column's part in it.
   *
   * @param column the name
   * @param share of the row's squared error over scaled values, from 0 to 1
   * @param expected what the model makes of the column, in its own units
   * @param actual what the row has there, in the same units
   */
  public record ColumnError(String column, double share, String expected, String actual) {}

  static Explanation of(
      Verdict verdict, Columns columns, float[] actual, float[] expected, float[] squares) {
    double[] errors = new double[columns.names().size()];
    double total = Double.MIN_NORMAL;
    for (int feature = 0; feature < squares.length; feature++) {
      int column = columns.of(feature);
      if (column < 0 || column >= errors.length) {
        throw new ShapeException(
            "value " + feature + " belongs to column " + column + ", there are " + errors.length);
      }
      errors[column] += squares[feature];
      total += squares[feature];
    }
    List<ColumnError> all = new ArrayList<>();
    for (int column = 0; column < errors.length; column++) {
      all.add(
          new ColumnError(
              columns.names().get(column),
              errors[column] / total,
              columns.text(column, expected),
              columns.text(column, actual)));
    }
    all.sort(Comparator.comparingDouble(ColumnError::share).reversed());
    return new Explanation(verdict, all);
  }
}
