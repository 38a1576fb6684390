package org.ae4j.api;

/**
 * A data set whose values are unsigned bytes that lie in no array, as in a file larger than memory;
 * the engine copies the rows of a batch and converts them together.
 *
 * @see ByteDataset
 */
public interface ByteRowDataset extends Dataset {

  /**
   * Writes one row of {@code shape().size()} bytes, the same values as {@link #copyRow}.
   *
   * @param row from 0 to {@code size() - 1}
   * @param out the caller's buffer
   */
  void copyBytes(int row, byte[] out, int offset);
}
