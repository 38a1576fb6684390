package org.ae4j.api;

import org.ae4j.api.kernels.Activation;

/** A layer that can apply an elementwise activation to its result while that is still in cache. */
public interface FusingLayerSpec extends LayerSpec {

  @Override
  default Layer build(Shape input, LayerContext context) {
    return build(input, context, Activation.LINEAR, 0);
  }

  /**
   * Makes the layer with an activation at its end.
   *
   * @param activation one with {@link Activation#derivativeFromOutput()}
   * @param parameter the activation's parameter, 0 where it has none
   */
  Layer build(Shape input, LayerContext context, Activation activation, float parameter);
}
