package org.ae4j.core.layer;

import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Computes out = f(in W + b), with W of inputs x units and an activation f that is part of the
 * layer.
 */
public final class DenseLayer extends AffineLayer {

  /**
   * Makes a layer of weights that exist.
   *
   * @param weight inputs x units, kept and not copied
   * @param bias a vector of units, or null for none
   * @param activation one whose derivative can be computed from its output
   * @param activationParameter the activation's parameter, 0 where it has none
   */
  public DenseLayer(
      Kernels kernels,
      Shape inputShape,
      Shape outputShape,
      Parameter weight,
      @Nullable Parameter bias,
      Activation activation,
      float activationParameter) {
    super(kernels, inputShape, outputShape, weight, bias, false, activation, activationParameter);
  }
}
