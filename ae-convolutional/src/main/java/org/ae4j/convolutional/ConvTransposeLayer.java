package org.ae4j.convolutional;

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
 * Adds each input value, times a kernel, to a part of the output, then bias and activation: the
 * transpose of a {@link ConvLayer} that leads from this layer's output to its input.
 */
final class ConvTransposeLayer implements Layer {
  private static final int BIAS_GRAIN = 16;

  private final Shape inputShape;
  private final Shape outputShape;
  private final int filters;
  private final @Nullable Parameter bias;
  private final List<Parameter> parameters;
  private final Correlation correlation;
  private final FusedActivation activation;
  private final FusedActivation linear;

  ConvTransposeLayer(
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
    this.linear = new FusedActivation(kernels, Activation.LINEAR, 0);
    correlation.allocateTransposed();
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
    correlation.allocate();
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    correlation.keepMaps(in, fromRow, toRow, cache);
    correlation.transpose(out, fromRow, toRow, bias == null ? null : bias.values(), cache);
    activation.forward(out, fromRow, toRow);
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
    correlation.keepImages(gradOut, fromRow, toRow, cache);
    if (gradIn != null) {
      correlation.correlate(gradIn, fromRow, toRow, null, linear, cache);
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
      correlation.imageSums(in.numRows, from, to, gradient, accumulate, cache);
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
