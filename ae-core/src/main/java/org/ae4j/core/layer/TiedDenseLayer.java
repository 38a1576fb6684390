package org.ae4j.core.layer;

import java.util.List;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.LayerContext;
import org.ae4j.api.Parameter;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Computes out = f(in W^T + b) with the weights of a {@link DenseLayer}, the very same parameter,
 * and a bias of its own.
 *
 * <p>With W of K inputs x N units, this layer leads from N values back to K. The gradient of W is
 * the sum of both layers', so that the second of them adds to the first's. See Hinton and
 * Salakhutdinov, "Reducing the Dimensionality of Data with Neural Networks" (2006), where such
 * weights are unrolled, and Vincent et al. (2010), where they stay tied.
 */
public final class TiedDenseLayer implements Layer {
  private static final int BIAS_GRAIN = 16;

  private final Kernels kernels;
  private final Shape inputShape;
  private final Shape outputShape;
  private final Parameter weight;
  private final @Nullable Parameter bias;
  private final Activation activation;
  private final float activationParameter;
  private final List<Parameter> parameters;
  private final PackedMatrix forwardWeights;
  private final PackedMatrix backwardWeights;

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
    FusedActivation.require(activation);
    this.kernels = context.kernels();
    this.inputShape = tied.outputShape();
    this.outputShape = tied.inputShape();
    this.weight = tied.weight();
    this.bias = tied.hasBias() ? context.vector("bias", outputShape.size(), 0f) : null;
    this.activation = activation;
    this.activationParameter = activationParameter;
    this.parameters = bias == null ? List.of(weight) : List.of(weight, bias);
    this.forwardWeights = new PackedMatrix(kernels, weight, true);
    this.backwardWeights = new PackedMatrix(kernels, weight, false);
    forwardWeights.allocate();
  }

  @Override
  public Shape inputShape() {
    return inputShape;
  }

  @Override
  public Shape outputShape() {
    return outputShape;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void prepareInputGradients() {
    backwardWeights.allocate();
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    forwardWeights.multiply(
        in,
        out,
        fromRow,
        toRow,
        bias == null ? null : bias.values(),
        activation,
        activationParameter);
  }

  @Override
  public void backward(
      Pass pass,
      FMatrixRMaj in,
      FMatrixRMaj out,
      FMatrixRMaj gradOut,
      @Nullable FMatrixRMaj gradIn,
      int fromRow,
      int toRow,
      LayerCache cache) {
    FusedActivation.backward(
        kernels, activation, activationParameter, out, gradOut, fromRow, toRow);
    if (gradIn != null) {
      backwardWeights.multiply(gradOut, gradIn, fromRow, toRow, null, Activation.LINEAR, 0f);
    }
  }

  @Override
  public void parameterGradient(
      int index,
      FMatrixRMaj in,
      FMatrixRMaj gradOut,
      LayerCache cache,
      int from,
      int to,
      float[] gradient,
      boolean accumulate) {
    int columns = in.numCols;
    if (index == 0) {
      kernels.gemm(
          true,
          false,
          (to - from) / columns,
          columns,
          in.numRows,
          gradOut.data,
          from / columns,
          gradOut.numCols,
          in.data,
          0,
          columns,
          gradient,
          from,
          columns,
          accumulate);
    } else {
      kernels.columnSums(
          in.numRows, to - from, gradOut.data, from, gradOut.numCols, gradient, from, accumulate);
    }
  }

  @Override
  public int parameterGrain(int index) {
    return index == 0 ? weight.columns() : BIAS_GRAIN;
  }

  @Override
  public void parameterChanged(int index, int from, int to) {
    if (index == 0) {
      forwardWeights.refresh(from, to);
      backwardWeights.refresh(from, to);
    }
  }
}
