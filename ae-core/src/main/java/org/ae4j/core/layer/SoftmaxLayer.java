package org.ae4j.core.layer;

import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Applies the softmax to each row as a whole. */
final class SoftmaxLayer implements Layer {
  private final Kernels kernels;
  private final Shape shape;

  SoftmaxLayer(Kernels kernels, Shape shape) {
    this.kernels = kernels;
    this.shape = shape;
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
    int columns = in.numCols;
    for (int row = fromRow; row < toRow; row++) {
      kernels.softmax(columns, in.data, row * columns, out.data, row * columns);
    }
  }

  /** Computes gradIn = y (gradOut - y . gradOut), row by row. */
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
    int columns = in.numCols;
    for (int i = fromRow * columns; i < toRow * columns; i += columns) {
      double dot = 0;
      for (int j = i; j < i + columns; j++) {
        dot += (double) out.data[j] * gradOut.data[j];
      }
      for (int j = i; j < i + columns; j++) {
        gradIn.data[j] = out.data[j] * (float) (gradOut.data[j] - dot);
      }
    }
  }
}
