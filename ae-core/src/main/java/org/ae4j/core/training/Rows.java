package org.ae4j.core.training;

/** How the rows of a batch are split among workers. */
final class Rows {
  /**
   * Shares begin at multiples of this, where a batch has that many rows for each worker, so that
   * the blocks of lane kernels belong to one worker each, and are not worked on by two.
   */
  private static final int BLOCK = 16;

  /** Shares of smaller batches begin at multiples of this: tiles of matrix kernels are full. */
  private static final int TILE = 8;

  private Rows() {}

  /** Splits rows in whole blocks, even where that leaves workers without any. */
  static int beginOfBlocks(int rows, int worker, int workers) {
    return Workers.begin(rows, BLOCK, worker, workers);
  }

  static int begin(int rows, int worker, int workers) {
    int unit = rows >= BLOCK * workers ? BLOCK : rows >= TILE * workers ? TILE : 1;
    return Workers.begin(rows, unit, worker, workers);
  }
}
