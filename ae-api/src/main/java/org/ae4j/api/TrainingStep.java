package org.ae4j.api;

import org.ejml.data.FMatrixRMaj;

/**
 * What the engine offers to {@link Autoencoder#computeGradients} for one batch: networks run
 * forward and backward on all threads, and buffers that are reused from step to step.
 *
 * <p>Called from one thread. Every matrix that it returns belongs to the step and is valid until
 * the step ends. In a step that does not train, {@link #backward} does nothing useful, so that the
 * same code measures the loss of rows kept apart.
 */
public interface TrainingStep {

  /** Tells whether this step trains; otherwise it only measures. */
  boolean training();

  /** Returns the epoch, from 1. */
  int epoch();

  /** Returns the number of this step since training began, from 1. */
  long number();

  /**
   * Returns which row of the data set a row of the batch is, so that a variant can remember
   * something of each; -1 in a step that only measures.
   */
  default int sourceRow(int row) {
    return -1;
  }

  /** Returns the breakdown to fill and return, without terms. */
  LossBreakdown losses();

  /**
   * Runs a network and remembers what {@link #backward} needs.
   *
   * <p>A decoder that was built for a loss which contains its last activation returns logits, which
   * that loss takes.
   */
  FMatrixRMaj forward(Network network, FMatrixRMaj in);

  /**
   * Returns a loss's mean over the rows, summed in the order of the rows, and writes its gradient.
   *
   * @param gradient as large as the prediction; may be the prediction itself
   */
  double loss(Loss loss, FMatrixRMaj prediction, FMatrixRMaj target, FMatrixRMaj gradient);

  /**
   * Goes back through the last {@link #forward} of a network; the gradients of its parameters are
   * added to this step's.
   *
   * @param gradient by the network's output; overwritten
   * @return the gradient by the network's input
   */
  FMatrixRMaj backward(Network network, FMatrixRMaj gradient);

  /** Goes back as {@link #backward} does where nobody needs the gradient by the network's input. */
  void backwardToParameters(Network network, FMatrixRMaj gradient);

  /**
   * Returns a matrix of the batch's rows and the given columns, by name; its contents are what the
   * last step left.
   */
  FMatrixRMaj buffer(String name, int columns);

  /** Returns the gradient of a parameter to add to, as an array as long as the parameter. */
  float[] gradient(Parameter parameter);

  /** Runs a task on all threads, each on its own rows of the batch, and waits for all of them. */
  void rows(RowTask task);

  /**
   * Returns the key of the random numbers of a name in this step, for {@link RandomStream#bitsOf}.
   */
  long randomKey(String name);

  /** Something to do with some rows of a batch; see {@link #rows}. */
  @FunctionalInterface
  interface RowTask {
    /** Works on the rows from {@code fromRow} to {@code toRow} (exclusive). */
    void run(int fromRow, int toRow);
  }
}
