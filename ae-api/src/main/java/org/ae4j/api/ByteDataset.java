package org.ae4j.api;

/**
 * A data set whose values are unsigned bytes in memory, which the engine converts a batch at a
 * time.
 */
public interface ByteDataset extends Dataset {

  /** Returns the bytes that hold the rows one after the other; not to be written to. */
  byte[] bytes();

  /** Returns where a row starts in {@link #bytes()}. */
  int offset(int row);
}
