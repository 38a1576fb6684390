package org.ae4j.core.layer;

import org.ae4j.api.LayerContext;
import org.ae4j.api.kernels.Activation;

/**
 * Computes out = f(in W^T + b) with the weights of a {@link DenseLayer}, the very same parameter,
 * and a bias of its own.
 *
 * <p>With W of K inputs x N units, this layer leads from N values back to K. The gradient of W is
 * the sum of both layers', so that the second of them adds to the first's. See Hinton and
 * Salakhutdinov, "Reducing the Dimensionality of Data with Neural Networks" (2006), where such
 * weights are unrolled, and Vincent et al. (2010), where they stay tied.
 */
public final class TiedDenseLayer extends AffineLayer {

  /**
   * Makes the layer that leads back through another.
   *
   * @param tied the layer whose weights are shared
   * @param context where the bias comes from; there is one if the other layer has one
   * @param activation one whose derivative can be computed from its output
   * @param activationParameter the activation's parameter, 0 where it has none
   */
  public TiedDenseLayer(
      DenseLayer tied, LayerContext context, Activation activation, float activationParameter) {
    super(
        context.kernels(),
        tied.outputShape(),
        tied.inputShape(),
        tied.weight(),
        tied.hasBias() ? context.vector("bias", tied.inputShape().size(), 0f) : null,
        true,
        activation,
        activationParameter);
  }
}
