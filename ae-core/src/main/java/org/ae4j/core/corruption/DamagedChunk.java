package org.ae4j.core.corruption;

import org.ae4j.api.Corruption;
import org.ae4j.api.Dataset;
import org.ae4j.api.RandomStream;
import org.ae4j.core.data.Preprocessing;
import org.ejml.data.FMatrixRMaj;

/**
 * Rows of a data set that were damaged together, scaled.
 *
 * @param clean as they are in the data set
 * @param damaged as a corruption leaves them
 */
public record DamagedChunk(FMatrixRMaj clean, FMatrixRMaj damaged) {
  /** The number of rows in each chunk but the last. */
  public static final int ROWS = 256;

  /** Returns the number of chunks that a data set has. */
  public static int count(Dataset dataset) {
    return (dataset.size() + ROWS - 1) / ROWS;
  }

  /**
   * Reads and damages one chunk.
   *
   * @param random the corruption's random numbers, of which each chunk has its own
   * @param index from 0
   */
  public static DamagedChunk of(
      Dataset dataset,
      Preprocessing preprocessing,
      Corruption corruption,
      RandomStream random,
      int index) {
    int first = index * ROWS;
    int columns = dataset.shape().size();
    FMatrixRMaj clean = new FMatrixRMaj(Math.min(ROWS, dataset.size() - first), columns);
    for (int row = 0; row < clean.numRows; row++) {
      dataset.copyRow(first + row, clean.data, row * columns);
      preprocessing.apply(clean.data, row * columns);
    }
    FMatrixRMaj damaged = clean.copy();
    corruption.corrupt(damaged, clean, 0, clean.numRows, random.substreamKey(index));
    return new DamagedChunk(clean, damaged);
  }
}
