package org.ae4j.api;

import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * A variant with an architecture: what it computes from a batch, and what is to be minimized.
 *
 * <p>Rows are scaled already. Encoding and decoding are safe from many threads while nobody trains.
 */
public interface Autoencoder {

  /**
   * Returns the networks whose weights are trained and saved, in the order in which a row passes
   * them.
   */
  List<Network> networks();

  /**
   * Returns the weights that are trained and saved but stand in no layer, from {@link
   * BuildContext#vector}; {@link #computeGradients} adds to their gradients by {@link
   * TrainingStep#gradient}.
   */
  default List<Parameter> freeParameters() {
    return List.of();
  }

  /** Returns the number of values in a code. */
  int codeSize();

  /** Returns one code a row, in a new matrix; deterministic. */
  FMatrixRMaj encode(FMatrixRMaj rows);

  /** Returns one scaled row a code, in a new matrix. */
  FMatrixRMaj decode(FMatrixRMaj codes);

  /** Returns each row as the model reconstructs it, in a new matrix; deterministic. */
  default FMatrixRMaj reconstruct(FMatrixRMaj rows) {
    return decode(encode(rows));
  }

  /**
   * Computes the loss of a batch and, through the step, the gradients of all parameters.
   *
   * <p>Also called with {@code step.training()} false, to measure the loss of rows kept apart.
   */
  LossBreakdown computeGradients(Batch batch, TrainingStep step);
}
