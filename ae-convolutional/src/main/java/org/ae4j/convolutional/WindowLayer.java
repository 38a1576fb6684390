package org.ae4j.convolutional;

import java.util.Arrays;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** A layer without weights that works on one channel of one row at a time. */
abstract class WindowLayer implements Layer {
  private final Shape inputShape;
  private final Shape outputShape;
  private final int channels;
  private final int inPlane;
  private final int outPlane;
  final int imageWidth;
  final int mapHeight;
  final int mapWidth;
  final int kernelHeight;
  final int kernelWidth;
  final int strideX;
  private final int strideY;

  WindowLayer(Shape inputShape, Shape outputShape, Window window) {
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.channels = window.channels();
    this.inPlane = inputShape.size() / channels;
    this.outPlane = outputShape.size() / channels;
    this.imageWidth = window.width();
    this.mapHeight = window.mapHeight();
    this.mapWidth = window.mapWidth();
    this.kernelHeight = window.kernel().height();
    this.kernelWidth = window.kernel().width();
    this.strideX = window.stride().width();
    this.strideY = window.stride().height();
  }

  /** Computes a channel. */
  abstract void forward(float[] in, int in0, float[] out, int out0);

  /** Computes a channel's gradient by the input; what stands in {@code gradIn} is zero. */
  abstract void backward(
      float[] in, int in0, float[] gradOut, int gradOut0, float[] gradIn, int gradIn0);

  /** Returns where the windows of a line of the map begin in the image. */
  final int lineStart(int start, int y) {
    return start + y * strideY * imageWidth;
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
  public final void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    for (int plane = fromRow * channels; plane < toRow * channels; plane++) {
      forward(in.data, plane * inPlane, out.data, plane * outPlane);
    }
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
    if (gradIn == null) {
      return;
    }
    Arrays.fill(gradIn.data, fromRow * gradIn.numCols, toRow * gradIn.numCols, 0f);
    for (int plane = fromRow * channels; plane < toRow * channels; plane++) {
      backward(
          in.data, plane * inPlane, gradOut.data, plane * outPlane, gradIn.data, plane * inPlane);
    }
  }
}
