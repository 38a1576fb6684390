package org.ae4j.convolutional;

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
final class ConvTransposeLayer extends CorrelationLayer {
  private final FusedActivation linear;

  ConvTransposeLayer(
      Kernels kernels,
      Shape inputShape,
      Shape outputShape,
      Window window,
      Parameter weight,
      @Nullable Parameter bias,
      FusedActivation activation) {
    super(
        inputShape,
        outputShape,
        window.filters(),
        Correlation.of(kernels, window, weight, true),
        weight,
        bias,
        activation);
    this.linear = new FusedActivation(kernels, Activation.LINEAR, 0);
    correlation.allocateTransposed();
  }

  @Override
  public int inputLanes() {
    return correlation.lanesOfMaps();
  }

  @Override
  public int outputLanes() {
    return correlation.lanesOfImages();
  }

  @Override
  public void prepareInputGradients() {
    correlation.allocate();
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    correlation.keepMaps(in, fromRow, toRow, cache);
    correlation.transpose(in, out, fromRow, toRow, bias(), cache);
    activation.forward(out, startOfOutput(cache), fromRow, endOfOutput(toRow, cache));
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
    activation.backward(out, gradOut, startOfOutput(cache), fromRow, endOfOutput(toRow, cache));
    correlation.keepImages(gradOut, fromRow, toRow, cache);
    if (gradIn != null) {
      correlation.correlate(gradOut, gradIn, fromRow, toRow, null, linear, cache);
    }
  }

  @Override
  FMatrixRMaj images(FMatrixRMaj in, FMatrixRMaj gradOut) {
    return gradOut;
  }

  @Override
  FMatrixRMaj maps(FMatrixRMaj in, FMatrixRMaj gradOut) {
    return in;
  }

  @Override
  void biasGradient(
      FMatrixRMaj gradOut,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      boolean accumulate,
      LayerCache cache) {
    correlation.imageSums(gradOut, from, to, gradient, gradientOffset, accumulate, cache);
  }
}
