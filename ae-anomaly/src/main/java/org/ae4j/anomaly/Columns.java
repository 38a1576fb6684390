package org.ae4j.anomaly;

import java.util.List;

/**
 * Which of the values that a model sees belong to which column of the source, and how to print a
 * column: one that was expanded into several values is explained as the one it was. Immutable.
 */
public interface Columns {

  /** Returns the columns' names, in the order of the source. */
  List<String> names();

  /**
   * Returns the column that a value belongs to.
   *
   * @param feature the value's position in a row
   * @return the position of a name in {@link #names}
   */
  int of(int feature);

  /**
   * Prints a column of a row in its own units.
   *
   * @param column the position of a name in {@link #names}
   * @param row in the units of the source, as a model reconstructs it; unchanged
   */
  String text(int column, float[] row);

  /** Returns the columns of rows in which each value is a column of its own. */
  static Columns each(List<String> names) {
    List<String> copy = List.copyOf(names);
    return new Columns() {
      @Override
      public List<String> names() {
        return copy;
      }

      @Override
      public int of(int feature) {
        return feature;
      }

      @Override
      public String text(int column, float[] row) {
        return Float.toString(row[column]);
      }
    };
  }
}
