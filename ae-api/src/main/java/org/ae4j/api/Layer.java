package org.ae4j.api;

import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A step of a network, with its weights and nothing else: what a pass needs to remember stands in a
 * {@link LayerCache}, so that one layer serves many threads.
 *
 * <p>Matrices hold a row an example. Their rows are split among threads: a call works on the rows
 * from {@code fromRow} to {@code toRow} (exclusive) alone, and calls on disjoint rows run at the
 * same time. A layer whose rows depend on each other implements {@link RowMixingLayer} too. Nothing
 * is allocated in {@code forward}, {@code backward} and {@code parameterGradient}.
 */
public interface Layer {

  /** Returns what a row of the input means. */
  Shape inputShape();

  /** Returns what a row of the output means. */
  Shape outputShape();

  /** Returns the weights that are trained, always the same objects in the same order. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * Returns what is saved with the model but not trained by gradients, running statistics for
   * example.
   */
  default List<Parameter> statistics() {
    return List.of();
  }

  /** Returns how many floats a row of a batch needs in the cache between forward and backward. */
  default int cacheFloatsPerRow() {
    return 0;
  }

  /**
   * Returns how many rows the cache holds together, so that it has room for whole groups of them,
   * from 1.
   */
  default int cacheRowGroup() {
    return 1;
  }

  /** Returns how many floats a whole batch needs in the cache, beside those of its rows. */
  default int cacheFloatsShared() {
    return 0;
  }

  /**
   * Returns how many floats of the cache {@link #backward} leaves for {@link #parameterGradient},
   * for batches of at most {@code maxRows} rows; a cache that only serves forward passes has none.
   */
  default int cacheFloatsForGradients(int maxRows) {
    return 0;
  }

  /**
   * Allocates what only gradients by the input need, a transposed copy of the weights for example.
   *
   * <p>Called by one thread before each {@link #backward} that writes them, so it returns at once
   * when all is there. A model that only encodes never calls it, nor does the training of a
   * network's first layer, so they do not carry the memory or keep the copy up to date.
   */
  default void prepareInputGradients() {}

  /**
   * Computes output rows from input rows, which are only read: they may be a caller's own.
   *
   * @param cache for what {@link #backward} needs, and for scratch memory
   */
  void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache);

  /**
   * Computes the gradient by the input from the gradient by the output.
   *
   * @param in the input of the forward pass
   * @param out its output
   * @param gradOut the layer's to overwrite: {@link #parameterGradient} is handed what stands here
   *     afterwards
   * @param gradIn to be written, or null where nobody needs it
   */
  void backward(
      Pass pass,
      FMatrixRMaj in,
      FMatrixRMaj out,
      FMatrixRMaj gradOut,
      @Nullable FMatrixRMaj gradIn,
      int fromRow,
      int toRow,
      LayerCache cache);

  /**
   * Computes the part [from, to) of one parameter's gradient, summed over all rows of the batch in
   * order.
   *
   * <p>Calls for disjoint parts run at the same time, after all rows went through {@link
   * #backward}. Other parts may have been updated already, so no call reads the parameter itself.
   *
   * @param index the position in {@link #parameters()}
   * @param gradOut as {@link #backward} left it
   * @param gradient where the part is written, or added to with {@code accumulate}: its first value
   *     at {@code gradientOffset}
   */
  default void parameterGradient(
      int index,
      FMatrixRMaj in,
      FMatrixRMaj gradOut,
      LayerCache cache,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      boolean accumulate) {
    throw new UnsupportedOperationException(getClass() + " has parameters but no gradient");
  }

  /**
   * Returns the unit in which a parameter may be cut into parts: {@link #parameterGradient} sees
   * multiples of it only, but for the parameter's end.
   *
   * <p>Unless overridden the whole parameter, which then is one thread's work.
   */
  default int parameterGrain(int index) {
    return parameters().get(index).size();
  }

  /**
   * Refreshes what was derived from the part [from, to) of a parameter after its values changed.
   *
   * <p>Calls for disjoint parts run at the same time, on the threads that changed them.
   */
  default void parameterChanged(int index, int from, int to) {}
}
