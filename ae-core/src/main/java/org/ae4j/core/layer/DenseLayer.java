package org.ae4j.core.layer;

import java.util.List;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Computes out = f(in W + b), with W of inputs x units and an activation f that is part of the
 * layer.
 *
 * <p>Keeps W packed for the forward pass and, once {@link #prepareInputGradients} was called, its
 * transpose packed for input gradients. Both are refreshed row range by row range as the weights
 * change.
 */
public final class DenseLayer implements Layer {
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
    FusedActivation.require(activation);
    this.kernels = kernels;
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.weight = weight;
    this.bias = bias;
    this.activation = activation;
    this.activationParameter = activationParameter;
    this.parameters = bias == null ? List.of(weight) : List.of(weight, bias);
    this.forwardWeights = new PackedMatrix(kernels, weight, false);
    this.backwardWeights = new PackedMatrix(kernels, weight, true);
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

  /** Returns the weights, inputs x units. */
  public Parameter weight() {
    return weight;
  }

  /** Tells whether the units have biases. */
  boolean hasBias() {
    return bias != null;
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
    int units = gradOut.numCols;
    if (index == 0) {
      kernels.gemm(
          true,
          false,
          (to - from) / units,
          units,
          in.numRows,
          in.data,
          from / units,
          in.numCols,
          gradOut.data,
          0,
          units,
          gradient,
          from,
          units,
          accumulate);
    } else {
      kernels.columnSums(
          in.numRows, to - from, gradOut.data, from, units, gradient, from, accumulate);
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
