package org.ae4j.core.tabular;

import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Applies to each group of columns the activation of its kind. */
final class TableLayer implements Layer {
  private final Kernels kernels;
  private final Shape shape;
  private final ColumnGroup[] groups;

  TableLayer(Kernels kernels, Shape shape, TableLayout layout) {
    this.kernels = kernels;
    this.shape = shape;
    this.groups = layout.groups().toArray(ColumnGroup[]::new);
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
    for (int row = fromRow; row < toRow; row++) {
      int at = row * in.numCols;
      for (ColumnGroup group : groups) {
        int size = group.size();
        switch (group.kind()) {
          case N, D -> System.arraycopy(in.data, at, out.data, at, size);
          case B -> kernels.activate(Activation.SIGMOID, 0, 1, in.data, at, out.data, at);
          case C -> kernels.softmax(size, in.data, at, out.data, at);
        }
        at += size;
        if (group.missing()) {
          kernels.activate(Activation.SIGMOID, 0, 1, in.data, at, out.data, at);
          at++;
        }
      }
    }
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
    for (int row = fromRow; row < toRow; row++) {
      int at = row * in.numCols;
      for (ColumnGroup group : groups) {
        int size = group.size();
        switch (group.kind()) {
          case N, D -> System.arraycopy(gradOut.data, at, gradIn.data, at, size);
          case B -> bySigmoid(out.data, gradOut.data, gradIn.data, at);
          case C -> bySoftmax(out.data, gradOut.data, gradIn.data, at, size);
        }
        at += size;
        if (group.missing()) {
          bySigmoid(out.data, gradOut.data, gradIn.data, at++);
        }
      }
    }
  }

  private static void bySigmoid(float[] out, float[] gradOut, float[] gradIn, int at) {
    gradIn[at] = gradOut[at] * out[at] * (1 - out[at]);
  }

  private static void bySoftmax(float[] out, float[] gradOut, float[] gradIn, int at, int size) {
    double dot = 0;
    for (int i = at; i < at + size; i++) {
      dot += (double) out[i] * gradOut[i];
    }
    for (int i = at; i < at + size; i++) {
      gradIn[i] = out[i] * (float) (gradOut[i] - dot);
    }
  }
}
