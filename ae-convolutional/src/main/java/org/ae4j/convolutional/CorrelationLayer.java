package org.ae4j.convolutional;

import java.util.List;
import org.ae4j.api.LaneLayer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What a convolution and its transpose share: they run the same {@link Correlation} between images
 * and maps, in opposite directions.
 */
abstract class CorrelationLayer implements LaneLayer {
  private static final int BIAS_GRAIN = 16;

  final Correlation correlation;
  final FusedActivation activation;
  private final Shape inputShape;
  private final Shape outputShape;
  private final int filters;
  private final @Nullable Parameter bias;
  private final List<Parameter> parameters;

  CorrelationLayer(
      Shape inputShape,
      Shape outputShape,
      int filters,
      Correlation correlation,
      Parameter weight,
      @Nullable Parameter bias,
      FusedActivation activation) {
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.filters = filters;
    this.correlation = correlation;
    this.bias = bias;
    this.parameters = bias == null ? List.of(weight) : List.of(weight, bias);
    this.activation = activation;
  }

  /** Returns which of two matrices holds images. */
  abstract FMatrixRMaj images(FMatrixRMaj in, FMatrixRMaj gradOut);

  /** Returns which of two matrices holds maps. */
  abstract FMatrixRMaj maps(FMatrixRMaj in, FMatrixRMaj gradOut);

  /** Sums the output gradients of each channel, which are the biases' gradients. */
  abstract void biasGradient(
      FMatrixRMaj gradOut,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      boolean accumulate,
      LayerCache cache);

  final float @Nullable [] bias() {
    return bias == null ? null : bias.values();
  }

  /** Returns where the output begins in its matrix' array. */
  static int startOfOutput(LayerCache cache) {
    return cache.outputInLanes() ? LaneLayer.FIRST : 0;
  }

  /** Returns where the output of rows ends, which in blocks is at the end of the last one. */
  final int endOfOutput(int toRow, LayerCache cache) {
    int lanes = outputLanes();
    return cache.outputInLanes() ? (toRow + lanes - 1) / lanes * lanes : toRow;
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

  @Override
  public final int cacheFloatsPerRow() {
    return correlation.cacheFloatsPerRow();
  }

  @Override
  public final int cacheRowGroup() {
    return correlation.cacheRowGroup();
  }

  @Override
  public final int cacheFloatsShared() {
    return correlation.cacheFloatsShared();
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
      FMatrixRMaj images = images(in, gradOut);
      FMatrixRMaj maps = maps(in, gradOut);
      correlation.weightGradient(
          images, maps, from, to, gradient, gradientOffset, accumulate, cache);
    } else {
      biasGradient(gradOut, from, to, gradient, gradientOffset, accumulate, cache);
    }
  }

  @Override
  public final int parameterGrain(int index) {
    return index == 0 ? filters : BIAS_GRAIN;
  }

  @Override
  public final void parameterChanged(int index, int from, int to) {
    if (index == 0) {
      correlation.refresh(from, to);
    }
  }
}
