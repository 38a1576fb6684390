package org.ae4j.anomaly;

import java.util.ArrayList;
import java.util.List;
import org.ae4j.core.data.TableColumn;
import org.ae4j.core.data.TableSchema;

/**
 * What the values of a row are to the one who reads about it: a column of the source that was
 * expanded into several values is explained as the one it was. Immutable.
 */
public interface Columns {

  /** Returns the columns' names, in the order of the source. */
  List<String> names();

  /**
   * Prints a row, a text for each column, in the columns' own units.
   *
   * @param row in the units of the source; unchanged
   */
  List<String> print(float[] row);

  /**
   * Tells whether a row has no cell in a column, so that what {@link #print} writes there only
   * stands for one.
   *
   * @param column the index of its name
   * @param row in the units of the source; unchanged
   */
  default boolean isMissing(int column, float[] row) {
    return false;
  }

  /**
   * Returns by how much a reconstruction misses a row, a number from 0 on for each column.
   *
   * @param row scaled values; unchanged
   * @param reconstruction scaled values; unchanged
   */
  double[] errors(float[] row, float[] reconstruction);

  /** Returns the columns of a table; errors are the sums of squares over a cell's features. */
  static Columns of(TableSchema schema) {
    List<TableColumn> columns = schema.columns();
    List<String> names = columns.stream().map(TableColumn::name).toList();
    return new Columns() {
      @Override
      public List<String> names() {
        return names;
      }

      @Override
      public List<String> print(float[] row) {
        return schema.print(row, 0);
      }

      @Override
      public boolean isMissing(int column, float[] row) {
        return schema.isMissing(column, row, 0);
      }

      @Override
      public double[] errors(float[] row, float[] reconstruction) {
        double[] sums = new double[columns.size()];
        for (int column = 0; column < sums.length; column++) {
          int from = schema.start(column);
          for (int i = from; i < from + columns.get(column).values(); i++) {
            double difference = (double) reconstruction[i] - row[i];
            sums[column] += difference * difference;
          }
        }
        return sums;
      }
    };
  }

  /** Returns the columns of rows in which each value is one of its own; errors are squares. */
  static Columns each(List<String> names) {
    List<String> copy = List.copyOf(names);
    return new Columns() {
      @Override
      public List<String> names() {
        return copy;
      }

      @Override
      public List<String> print(float[] row) {
        List<String> texts = new ArrayList<>();
        for (float value : row) {
          texts.add(Float.toString(value));
        }
        return texts;
      }

      @Override
      public double[] errors(float[] row, float[] reconstruction) {
        double[] squares = new double[row.length];
        for (int i = 0; i < squares.length; i++) {
          double difference = (double) reconstruction[i] - row[i];
          squares[i] = difference * difference;
        }
        return squares;
      }
    };
  }
}
