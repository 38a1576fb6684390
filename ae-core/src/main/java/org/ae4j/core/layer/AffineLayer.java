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
 * Computes out = f(in M + b), where M is a matrix of weights W or its transpose, and f an
 * activation that is part of the layer.
 *
 * <p>Keeps M packed for the forward pass and, once {@link #prepareInputGradients} was called, its
 * transpose packed for input gradients. Both are refreshed row range by row range of W as the
 * weights change.
 */
abstract sealed class AffineLayer implements Layer permits DenseLayer, TiedDenseLayer {
  private static final int BIAS_GRAIN = 16;

  private final Kernels kernels;
  private final Shape inputShape;
  private final Shape outputShape;
  private final Parameter weight;
  private final @Nullable Parameter bias;
  private final boolean transposed;
  private final Activation activation;
  private final float activationParameter;
  private final List<Parameter> parameters;
  private final PackedMatrix forwardWeights;
  private final PackedMatrix backwardWeights;

  /**
   * Makes a layer of weights that exist.
   *
   * @param transposed whether M is the transpose of {@code weight}
   */
  AffineLayer(
      Kernels kernels,
      Shape inputShape,
      Shape outputShape,
      Parameter weight,
      @Nullable Parameter bias,
      boolean transposed,
      Activation activation,
      float activationParameter) {
    FusedActivation.require(activation);
    this.kernels = kernels;
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.weight = weight;
    this.bias = bias;
    this.transposed = transposed;
    this.activation = activation;
    this.activationParameter = activationParameter;
    this.parameters = bias == null ? List.of(weight) : List.of(weight, bias);
    this.forwardWeights = new PackedMatrix(kernels, weight, transposed);
    this.backwardWeights = new PackedMatrix(kernels, weight, !transposed);
    forwardWeights.allocate();
  }

  @Override
  public final Shape inputShape() {
    return inputShape;
  }

  @Override
  public final Shape outputShape() {
    return outputShape;
  }

  @Override
  public final List<Parameter> parameters() {
    return parameters;
  }

  /** Returns the weights W. */
  public final Parameter weight() {
    return weight;
  }

  /** Tells whether the units have biases. */
  final boolean hasBias() {
    return bias != null;
  }

  @Override
  public final int cacheFloatsForGradients(int maxRows) {
    return kernels.packedLength(maxRows, weight.columns());
  }

  @Override
  public final void prepareInputGradients() {
    backwardWeights.allocate();
  }

  @Override
  public final void forward(
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
  public final void backward(
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
    packColumns(transposed ? in : gradOut, fromRow, toRow, cache);
    if (gradIn != null) {
      backwardWeights.multiply(gradOut, gradIn, fromRow, toRow, null, Activation.LINEAR, 0f);
    }
  }

  @Override
  public final void parameterGradient(
      int index,
      FMatrixRMaj in,
      FMatrixRMaj gradOut,
      LayerCache cache,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      boolean accumulate) {
    if (index == 0) {
      FMatrixRMaj x = transposed ? gradOut : in;
      int columns = weight.columns();
      kernels.multiplyTransposedPacked(
          (to - from) / columns,
          columns,
          x.numRows,
          x.data,
          from / columns,
          x.numCols,
          cache.forGradients(),
          gradient,
          gradientOffset,
          columns,
          accumulate);
    } else {
      kernels.columnSums(
          in.numRows,
          to - from,
          gradOut.data,
          from,
          gradOut.numCols,
          gradient,
          gradientOffset,
          accumulate);
    }
  }

  /** Packs rows of y for the gradient of W, which is x' y. */
  private void packColumns(FMatrixRMaj y, int fromRow, int toRow, LayerCache cache) {
    kernels.pack(
        false, y.numRows, y.numCols, y.data, 0, y.numCols, fromRow, toRow, cache.forGradients());
  }

  @Override
  public final int parameterGrain(int index) {
    return index == 0 ? weight.columns() : BIAS_GRAIN;
  }

  @Override
  public final void parameterChanged(int index, int from, int to) {
    if (index == 0) {
      forwardWeights.refresh(from, to);
      backwardWeights.refresh(from, to);
    }
  }
}
