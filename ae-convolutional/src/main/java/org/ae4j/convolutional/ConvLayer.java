package org.ae4j.convolutional;

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
final class ConvLayer extends CorrelationLayer {

  ConvLayer(
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
        Correlation.of(kernels, window, weight, false),
        weight,
        bias,
        activation);
    correlation.allocate();
  }

  @Override
  public int inputLanes() {
    return correlation.lanesOfImages();
  }

  @Override
  public int outputLanes() {
    return correlation.lanesOfMaps();
  }

  @Override
  public void prepareInputGradients() {
    correlation.allocateTransposed();
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    correlation.keepImages(in, fromRow, toRow, cache);
    correlation.correlate(in, out, fromRow, toRow, bias(), activation, cache);
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
    correlation.keepMaps(gradOut, fromRow, toRow, cache);
    if (gradIn != null) {
      correlation.transpose(gradOut, gradIn, fromRow, toRow, null, cache);
    }
  }

  @Override
  FMatrixRMaj images(FMatrixRMaj in, FMatrixRMaj gradOut) {
    return in;
  }

  @Override
  FMatrixRMaj maps(FMatrixRMaj in, FMatrixRMaj gradOut) {
    return gradOut;
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
    correlation.mapSums(gradOut, from, to, gradient, gradientOffset, accumulate, cache);
  }
}
