package org.ae4j.convolutional;

import java.util.List;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Computes each output value from the part of the input that its kernel sees, bias and activation.
 */
final class ConvLayer implements Layer {
  private static final int BIAS_GRAIN = 16;

  private final Shape inputShape;
  private final Shape outputShape;
  private final int filters;
  private final @Nullable Parameter bias;
  private final List<Parameter> parameters;
  private final Correlation correlation;
  private final FusedActivation activation;

  ConvLayer(
      Kernels kernels,
      Shape inputShape,
      Shape outputShape,
      Window window,
      Parameter weight,
      @Nullable Parameter bias,
      FusedActivation activation) {
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.filters = window.filters();
    this.bias = bias;
    this.parameters = bias == null ? List.of(weight) : List.of(weight, bias);
    this.correlation = Correlation.of(kernels, window, weight);
    this.activation = activation;
    correlation.allocate();
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
  public int cacheFloatsPerRow() {
    return correlation.cacheFloatsPerRow();
  }

  @Override
  public int cacheRowGroup() {
    return correlation.cacheRowGroup();
  }

  @Override
  public int cacheFloatsShared() {
    return correlation.cacheFloatsShared();
  }

  @Override
  public void prepareInputGradients() {
    correlation.allocateTransposed();
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    correlation.keepImages(in, fromRow, toRow, cache);
    correlation.correlate(
        out, fromRow, toRow, bias == null ? null : bias.values(), activation, cache);
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
    activation.backward(out, gradOut, fromRow, toRow);
    correlation.keepMaps(gradOut, fromRow, toRow, cache);
    if (gradIn != null) {
      correlation.transpose(gradIn, fromRow, toRow, null, cache);
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
    if (index == 0) {
      correlation.weightGradient(in.numRows, from, to, gradient, accumulate, cache);
    } else {
      correlation.mapSums(in.numRows, from, to, gradient, accumulate, cache);
    }
  }

  @Override
  public int parameterGrain(int index) {
    return index == 0 ? filters : BIAS_GRAIN;
  }

  @Override
  public void parameterChanged(int index, int from, int to) {
    if (index == 0) {
      correlation.refresh(from, to);
    }
  }
}
