package org.ae4j.core.layer;

import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Applies an activation to each value. */
final class ActivationLayer implements Layer {
  private final Kernels kernels;
  private final Shape shape;
  private final Activation function;
  private final float parameter;

  ActivationLayer(Kernels kernels, Shape shape, Activation function, float parameter) {
    this.kernels = kernels;
    this.shape = shape;
    this.function = function;
    this.parameter = parameter;
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public Shape outputShape() {
    return shape;
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    int start = fromRow * in.numCols;
    int length = (toRow - fromRow) * in.numCols;
    kernels.activate(function, parameter, length, in.data, start, out.data, start);
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
    if (gradIn == null) {
      return;
    }
    int start = fromRow * in.numCols;
    kernels.activateBackward(
        function,
        parameter,
        (toRow - fromRow) * in.numCols,
        function.derivativeFromOutput() ? out.data : in.data,
        start,
        gradOut.data,
        start,
        gradIn.data,
        start);
  }
}
