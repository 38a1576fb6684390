package org.ae4j.core.data;

import java.util.List;

/**
 * A column of a table: how its cells become features, and features become a cell again.
 *
 * <p>Features are in the units of the source: a number is itself, a category a 1 among zeros, yes
 * and no are 1 and 0. Where cells may be missing, the last feature is 1 for those that are.
 * Immutable.
 */
public sealed interface TableColumn permits TypedColumn {
  /** Returns the name in the header. */
  String name();

  /**
   * Returns what the cells are: {@code number}, {@code category}, {@code boolean}, {@code date}.
   */
  String kind();

  /** Tells whether the last feature says that a cell is missing. */
  boolean missing();

  /** Returns the column's weight in a row's loss, 1 unless it was given. */
  double weight();

  /** Returns how many features there are for the cell itself. */
  int values();

  /** Returns how many features there are in all. */
  default int features() {
    return missing() ? values() + 1 : values();
  }

  /** Returns a name for each feature. */
  List<String> featureNames();

  /**
   * Returns a cell as its column's features print it, in the column's own units and form.
   *
   * @param row features of a whole row, in the units of the source
   * @param at where the column's features begin
   */
  String print(float[] row, int at);
}
