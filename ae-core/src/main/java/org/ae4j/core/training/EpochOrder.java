package org.ae4j.core.training;

import java.util.function.IntPredicate;
import org.ae4j.api.Dataset;
import org.ae4j.api.RandomStream;

/**
 * The order in which an epoch takes the rows of a data set.
 *
 * <p>Up to {@link #WINDOW} values, every order is as likely as any other. A larger set may lie on a
 * disk, where rows from all over it come hundreds of times slower than neighbours do. So it is
 * parted into blocks of neighbouring rows, these are put into a random order, and rows are shuffled
 * within windows of {@link #BLOCKS} blocks. Size alone decides: the order is the same wherever the
 * values are.
 */
final class EpochOrder {
  /** How many values are shuffled together. */
  static final int WINDOW = 1 << 29;

  private static final int BLOCKS = 128;

  private final Dataset dataset;
  private final int[] rows;
  private final int blockRows;
  private final int[] blocks;

  EpochOrder(Dataset dataset) {
    this(dataset, WINDOW);
  }

  EpochOrder(Dataset dataset, int windowValues) {
    this.dataset = dataset;
    this.rows = new int[dataset.size()];
    this.blockRows = Math.max(1, windowValues / BLOCKS / dataset.shape().size());
    boolean whole = rows.length <= windowRows();
    this.blocks = new int[whole ? 1 : (rows.length - 1) / blockRows + 1];
  }

  /** Returns the rows in the order of the last {@link #shuffle}; the array is always the same. */
  int[] rows() {
    return rows;
  }

  /** Returns how many rows are shuffled together. */
  int windowRows() {
    return blockRows * BLOCKS;
  }

  /** Returns the number of windows. */
  int windows() {
    return (blocks.length - 1) / BLOCKS + 1;
  }

  /** Puts the rows into an order that the stream decides. */
  void shuffle(RandomStream random) {
    if (windows() == 1) {
      random.permute(rows);
      return;
    }
    random.named("blocks").permute(blocks);
    int filled = 0;
    for (int block : blocks) {
      for (int row = block * blockRows; row < end(block); row++) {
        rows[filled++] = row;
      }
    }
    for (int i = 0; i < rows.length; i++) {
      int first = i - i % windowRows();
      int j = first + random.below(i, i - first + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }

  /** Has the rows of a window read from the disk, block by block, until {@code wanted} ends it. */
  void prefetch(int window, IntPredicate wanted) {
    // One more block: the last of the data, which may be shorter, shifts the windows behind it.
    int to = Math.min(blocks.length, (window + 1) * BLOCKS + 1);
    for (int i = window * BLOCKS; i < to && wanted.test(window); i++) {
      for (int row = blocks[i] * blockRows; row < end(blocks[i]); row++) {
        dataset.prefetch(row);
      }
    }
  }

  private int end(int block) {
    return (int) Math.min(rows.length, (block + 1L) * blockRows);
  }
}
