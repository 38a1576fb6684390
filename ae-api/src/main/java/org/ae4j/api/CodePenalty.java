package org.ae4j.api;

import org.ejml.data.FMatrixRMaj;

/** Adds to a reconstruction loss what codes should be like, sparse for example. */
@FunctionalInterface
public interface CodePenalty {
  /** Leaves codes free. */
  CodePenalty NONE = (code, gradient, losses) -> {};

  /**
   * Adds terms to the losses and their gradients to the code's.
   *
   * @param code a row an example
   * @param gradient of the loss so far by the code, as large; to be added to
   */
  void add(FMatrixRMaj code, FMatrixRMaj gradient, LossBreakdown losses);
}
