package org.ae4j.api;

import org.ejml.data.FMatrixRMaj;

/**
 * The rows of one step, scaled.
 *
 * @param input what the model sees
 * @param target what it should reconstruct; the same matrix as the input unless that was corrupted
 */
public record Batch(FMatrixRMaj input, FMatrixRMaj target) {

  /** Returns the number of rows. */
  public int rows() {
    return input.numRows;
  }
}
