package org.ae4j.denoising;

import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Expression;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ScalableCorruption;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;

/**
 * Sets squares of images to 0 in all channels, each at a uniform place inside the image.
 *
 * @param size the number of pixels along a square's side
 * @param count the number of squares an image, which may overlap
 * @param rate the probability of each square, which is what a schedule scales
 * @param shape what a row means
 */
record Block(int size, int count, double rate, Shape shape) implements ScalableCorruption {
  static final String ID = "block";
  static final String USAGE = "block(size=8,count=1,rate=1)";

  private static final int MOST_BLOCKS = 1000;

  Block {
    if (!shape.isImage()) {
      throw new ConfigurationException(
          ID + " is for images of channels x height x width, got rows of " + shape);
    }
    int most = Math.min(shape.dimension(1), shape.dimension(2));
    if (size < 1 || size > most) {
      throw new ConfigurationException(
          ID + ": size must be from 1 to " + most + " for images of " + shape + ", got " + size);
    }
    if (count < 1 || count > MOST_BLOCKS) {
      throw new ConfigurationException(
          ID + ": count must be from 1 to " + MOST_BLOCKS + ", got " + count);
    }
    Chance.require(ID + ": rate", rate);
  }

  static Corruption create(Arguments arguments, CorruptionContext context) {
    return new Block(
        arguments.nextInt("size", 1, Integer.MAX_VALUE, 8),
        arguments.whole("count", 1, MOST_BLOCKS, 1),
        arguments.number("rate", 0, 1, 1),
        context.shape());
  }

  @Override
  public Corruption scaled(double strength) {
    return new Block(size, count, rate * strength, shape);
  }

  @Override
  public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
    long threshold = Chance.threshold(rate);
    for (int row = fromRow; row < toRow; row++) {
      for (int block = 0; block < count; block++) {
        long index = 2L * (row * (long) count + block);
        if (RandomStream.bitsOf(key, index) >>> 32 < threshold) {
          long place = RandomStream.bitsOf(key, index + 1);
          int top = Chance.below(place >>> 32, shape.dimension(1) - size + 1);
          int left = Chance.below(place, shape.dimension(2) - size + 1);
          erase(rows.data, row * rows.numCols, top, left);
        }
      }
    }
  }

  private void erase(float[] data, int image, int top, int left) {
    int height = shape.dimension(1);
    int width = shape.dimension(2);
    for (int channel = 0; channel < shape.dimension(0); channel++) {
      for (int y = top; y < top + size; y++) {
        int at = image + (channel * height + y) * width + left;
        java.util.Arrays.fill(data, at, at + size, 0);
      }
    }
  }

  @Override
  public String toString() {
    return Expression.builder(ID)
        .argument(size)
        .argument("count", count, 1)
        .argument("rate", rate, 1.0)
        .toString();
  }
}
