package org.ae4j.api;

import java.util.Optional;

/**
 * The description of a layer, without weights and without an input shape: an immutable record whose
 * {@code toString} is the one-line text form that its factory parses.
 */
public interface LayerSpec {

  /**
   * Returns the shape of the output for an input.
   *
   * @throws ShapeException if the layer cannot take the input
   */
  Shape outputShape(Shape input);

  /**
   * Tells whether the layer only acts on what the layer before it computed, as activations, dropout
   * and normalizations do.
   *
   * <p>A decoder repeats such layers, in their order, after the layer that restores the shape they
   * stood at.
   */
  default boolean follows() {
    return false;
  }

  /**
   * Returns the layer that leads back from this layer's output to an input of the given shape.
   *
   * @return empty if there is none; for a layer that {@link #follows}, empty if the decoder should
   *     leave it out
   */
  Optional<LayerSpec> mirror(Shape input);

  /** Makes the layer, its weights taken from the context. */
  Layer build(Shape input, LayerContext context);
}
