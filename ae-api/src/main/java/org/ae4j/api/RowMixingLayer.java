package org.ae4j.api;

import org.ejml.data.FMatrixRMaj;

/**
 * A layer whose output rows depend on the whole batch through a few numbers a unit, as in batch
 * normalization.
 *
 * <p>While training, the engine calls {@link #gather} for all units, waits for all threads, then
 * {@link #forward} for all rows; and {@link #gatherBackward}, waits, then {@link #backward}.
 * Outside training only {@code forward} is called, and rows must not depend on each other.
 */
public interface RowMixingLayer extends Layer {

  /** Returns the number of units, which are split among threads. */
  int units();

  /**
   * Computes what the units from {@code from} to {@code to} need to know of the batch, into the
   * shared cache.
   */
  void gather(Pass pass, FMatrixRMaj in, int from, int to, LayerCache cache);

  /** Computes what the units need to know of the batch's gradients, into the shared cache. */
  void gatherBackward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj gradOut, int from, int to, LayerCache cache);
}
