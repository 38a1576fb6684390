package org.ae4j.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
   * @param share of the sum of the columns' errors, from 0 to 1
   * @param expected what the model makes of the column, in its own units
   * @param actual what the row has there, in the same units, or {@link #MISSING}
   */
  public record ColumnError(String column, double share, String expected, String actual) {
    /** What a row has where its cell is missing, or of a category that the model does not know. */
    public static final String MISSING = "missing";
  }

  /** Sorts columns by their errors. */
  static Explanation of(
      Verdict verdict, Columns columns, double[] errors, List<String> expected, float[] row) {
    double total = Double.MIN_NORMAL + Arrays.stream(errors).sum();
    List<String> names = columns.names();
    List<String> actual = columns.print(row);
    List<ColumnError> all = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      double share = errors[i] / total;
      String cell = columns.isMissing(i, row) ? ColumnError.MISSING : actual.get(i);
      all.add(new ColumnError(names.get(i), share, expected.get(i), cell));
    }
    all.sort(Comparator.comparingDouble(ColumnError::share).reversed());
    return new Explanation(verdict, all);
  }
}
