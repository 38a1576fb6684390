package org.ae4j.core.layer;

import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Pass;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Multiplies each value by 0 or 1 / (1 - rate) while training; the factors stand in the cache. */
final class DropoutLayer implements Layer {
  private final Shape shape;
  private final double rate;
  private final float scale;

  DropoutLayer(Shape shape, double rate) {
    this.shape = shape;
    this.rate = rate;
    this.scale = (float) (1 / (1 - rate));
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
  public int cacheFloatsPerRow() {
    return shape.size();
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    int from = fromRow * in.numCols;
    int to = toRow * in.numCols;
    if (!pass.training()) {
      System.arraycopy(in.data, from, out.data, from, to - from);
      return;
    }
    // Compared as 53-bit whole numbers, which is what a uniform double in [0, 1) is made of.
    long threshold = (long) (rate * 0x1.0p53);
    long key = pass.randomKey();
    float[] mask = cache.rows();
    for (int i = from; i < to; i++) {
      float factor = (RandomStream.bitsOf(key, i) >>> 11) >= threshold ? scale : 0f;
      mask[i] = factor;
      out.data[i] = in.data[i] * factor;
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
    int from = fromRow * in.numCols;
    int to = toRow * in.numCols;
    if (!pass.training()) {
      System.arraycopy(gradOut.data, from, gradIn.data, from, to - from);
      return;
    }
    float[] mask = cache.rows();
    for (int i = from; i < to; i++) {
      gradIn.data[i] = gradOut.data[i] * mask[i];
    }
  }
}
