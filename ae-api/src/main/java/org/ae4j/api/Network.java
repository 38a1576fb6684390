package org.ae4j.api;

import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * Layers one after the other, an encoder or a decoder for example.
 *
 * <p>Made by the engine. While its model is trained its weights change; afterwards it is immutable
 * and safe for use from many threads.
 */
public interface Network {

  /** Returns the name under which the weights are saved, for example {@code encoder}. */
  String name();

  /** Returns what a row of the input means. */
  Shape inputShape();

  /** Returns what a row of the output means. */
  Shape outputShape();

  /** Returns the layers; an activation may have been merged into the layer before it. */
  List<Layer> layers();

  /**
   * Applies the network outside of training.
   *
   * @param in rows of {@code inputShape().size()} values, unchanged afterwards
   * @return a new matrix, the caller's
   * @throws ShapeException if the rows are of another length
   */
  FMatrixRMaj apply(FMatrixRMaj in);

  /**
   * Applies the network as {@link #apply} does, but without the last activation where the loss that
   * it was built for contains that: what such a loss takes.
   */
  FMatrixRMaj logits(FMatrixRMaj in);
}
