package org.ae4j.core.training;

import org.ejml.data.FMatrixRMaj;

/** The rows of a batch: how many a matrix has, and how they are cut into parts for the workers. */
final class Rows {
  /**
   * Parts begin at multiples of this, where a batch has that many rows for each, so that no block
   * of lane kernels belongs to two.
   */
  private static final int BLOCK = 16;

  /** Parts of smaller batches begin at multiples of this: tiles of matrix kernels are full. */
  private static final int TILE = 8;

  /** Rows for which it pays to read a matrix of weights once more. */
  private static final int SHARE = 128;

  private Rows() {}

  /**
   * Sets how many rows of a matrix are in use. Where that is as before nothing is written, since
   * what one worker writes has to come to the others' caches again.
   */
  static void set(FMatrixRMaj matrix, int rows) {
    if (matrix.numRows != rows) {
      matrix.numRows = rows;
    }
  }

  /**
   * Returns the number of blocks in a batch, parts for work that costs the same in small pieces.
   */
  static int blocks(int rows) {
    return (rows + BLOCK - 1) / BLOCK;
  }

  /** Returns into how many parts a batch is cut where each part reads all the weights. */
  static int shares(int rows, int workers) {
    return workers * Math.max(1, rows / (SHARE * workers));
  }

  /** Cuts rows in whole blocks, even where that leaves parts without any. */
  static int beginOfBlocks(int rows, int part, int parts) {
    return Workers.begin(rows, BLOCK, part, parts);
  }

  static int begin(int rows, int part, int parts) {
    int unit = rows >= BLOCK * parts ? BLOCK : rows >= TILE * parts ? TILE : 1;
    return Workers.begin(rows, unit, part, parts);
  }
}
