package org.ae4j.core.training;

import org.ae4j.api.ByteDataset;
import org.ae4j.api.ByteRowDataset;
import org.ae4j.api.Dataset;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.data.Preprocessing;
import org.ejml.data.FMatrixRMaj;

/**
 * Gathers rows of a data set into a batch and scales them, on all workers.
 *
 * <p>Bytes stay bytes until here.
 */
final class BatchSource implements Workers.Task {
  private static final int CACHE_LINE = 64;

  private final Dataset dataset;
  private final Preprocessing preprocessing;
  private final Kernels kernels;
  private final FMatrixRMaj batch;

  /** A batch of bytes that lie in no array; each worker has its own rows of it. */
  private final byte[] staged;

  private final int columns;
  private final float scale;
  private final float shift;

  private int[] order = new int[0];
  private int first;

  BatchSource(Dataset dataset, Preprocessing preprocessing, Kernels kernels, int maxRows) {
    this.dataset = dataset;
    this.preprocessing = preprocessing;
    this.kernels = kernels;
    this.columns = dataset.shape().size();
    this.scale = preprocessing.scale()[0];
    this.shift = preprocessing.shift()[0];
    this.batch = new FMatrixRMaj(maxRows, columns);
    boolean stages = preprocessing.isUniform() && dataset instanceof ByteRowDataset;
    this.staged = new byte[stages ? maxRows * columns : 0];
  }

  /** Returns the matrix that {@link #gather} fills, always the same. */
  FMatrixRMaj batch() {
    return batch;
  }

  /** Gathers the rows {@code order[first]} to {@code order[first + rows - 1]}. */
  FMatrixRMaj gather(int[] newOrder, int newFirst, int rows, Workers workers) {
    order = newOrder;
    first = newFirst;
    Rows.set(batch, rows);
    workers.run(this, Rows.blocks(rows));
    return batch;
  }

  @Override
  public void run(int part, int parts) {
    int from = Rows.begin(batch.numRows, part, parts);
    int to = Rows.begin(batch.numRows, part + 1, parts);
    boolean uniform = preprocessing.isUniform();
    if (uniform && dataset instanceof ByteDataset bytes) {
      for (int row = from; row < to; row++) {
        batch.data[row * columns] = touch(bytes.bytes(), bytes.offset(order[first + row]));
      }
    }
    for (int row = from; row < to; row++) {
      int source = order[first + row];
      int at = row * columns;
      if (uniform && dataset instanceof ByteDataset bytes) {
        kernels.fromBytes(
            columns, bytes.bytes(), bytes.offset(source), scale, shift, batch.data, at);
      } else if (uniform && dataset instanceof ByteRowDataset bytes) {
        bytes.copyBytes(source, staged, at);
        kernels.fromBytes(columns, staged, at, scale, shift, batch.data, at);
      } else {
        dataset.copyRow(source, batch.data, at);
        preprocessing.apply(batch.data, at);
      }
    }
  }

  /**
   * Reads a byte of each cache line of a row, so that the memory is waited for once for all rows of
   * a part, and not row by row. The sum is kept where the row will overwrite it, only so that the
   * compiler does not leave the loads out.
   */
  private int touch(byte[] bytes, int from) {
    int sum = 0;
    for (int i = from; i < from + columns; i += CACHE_LINE) {
      sum += bytes[i];
    }
    return sum;
  }
}
