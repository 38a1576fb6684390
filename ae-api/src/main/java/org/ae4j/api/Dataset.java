package org.ae4j.api;

import java.util.List;
import java.util.Optional;

/**
 * Rows to train on or to score, in the units of their source.
 *
 * <p>Immutable and safe for concurrent reading. Values may stay bytes, or on disk, until a row is
 * asked for.
 */
public interface Dataset {

  /**
   * Returns what this data is called in messages and model files, for example {@code
   * fashion-mnist}.
   */
  String name();

  /** Returns the number of rows. */
  int size();

  /** Returns what a row means. */
  Shape shape();

  /**
   * Writes one row of {@code shape().size()} values, in the units of the source.
   *
   * @param row from 0 to {@code size() - 1}
   * @param out the caller's buffer
   */
  void copyRow(int row, float[] out, int offset);

  /**
   * Has a row that will soon be asked for brought into memory, where that takes time: from a disk,
   * for example. May wait for it; called by a thread that nobody waits for.
   */
  default void prefetch(int row) {}

  /**
   * Returns the range that values of this kind can take, if it is fixed by their encoding (0 to 255
   * for bytes).
   */
  default Optional<ValueRange> valueRange() {
    return Optional.empty();
  }

  /** Returns one class index a row, if rows are labelled; the array is the caller's. */
  default Optional<int[]> labels() {
    return Optional.empty();
  }

  /** Returns the names of the classes that {@link #labels()} count, or an empty list. */
  default List<String> labelNames() {
    return List.of();
  }

  /**
   * Returns one name a row, such as that of the file that it was read from, or an empty list where
   * rows have none.
   */
  default List<String> rowNames() {
    return List.of();
  }

  /** Returns one name a feature, or an empty list where features have none. */
  default List<String> featureNames() {
    return List.of();
  }
}
