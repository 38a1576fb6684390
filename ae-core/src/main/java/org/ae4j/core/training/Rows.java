package org.ae4j.core.training;

/** How the rows of a batch are split among workers. */
final class Rows {
  /** Shares begin at multiples of this, so that the tiles of matrix kernels are full. */
  private static final int UNIT = 8;

  private Rows() {}

  static int begin(int rows, int worker, int workers) {
    return Workers.begin(rows, rows >= UNIT * workers ? UNIT : 1, worker, workers);
  }
}
