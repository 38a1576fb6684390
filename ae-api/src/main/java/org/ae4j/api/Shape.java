package org.ae4j.api;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one row of a batch means: plain features, channels x length, or channels x height x width.
 *
 * <p>Rows are stored channel by channel, each channel row by row. Immutable.
 */
public final class Shape {
  private final int[] dimensions;
  private final int size;

  private Shape(int... dimensions) {
    long product = 1;
    for (int d : dimensions) {
      if (d < 1) {
        throw new ShapeException(
            "a shape's dimensions must be at least 1, got " + join(dimensions));
      }
      product *= d;
      if (product > Integer.MAX_VALUE / 8) {
        throw new ShapeException(
            "shape " + join(dimensions) + " has more than " + Integer.MAX_VALUE / 8 + " elements");
      }
    }
    this.dimensions = dimensions;
    this.size = (int) product;
  }

  /** Returns the shape of a row of {@code count} features. */
  public static Shape features(int count) {
    return new Shape(count);
  }

  /** Returns the shape of a sequence. */
  public static Shape sequence(int channels, int length) {
    return new Shape(channels, length);
  }

  /** Returns the shape of an image. */
  public static Shape image(int channels, int height, int width) {
    return new Shape(channels, height, width);
  }

  /**
   * Reads the text form, dimensions joined by x: {@code 784}, {@code 3x100} or {@code 1x28x28}.
   *
   * @throws ShapeException if the text has another form
   */
  public static Shape parse(String text) {
    String[] parts = text.trim().split("x", -1);
    if (parts.length > 3) {
      throw new ShapeException("shape '" + text + "' has more than three dimensions");
    }
    int[] dimensions = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        dimensions[i] = Integer.parseInt(parts[i].trim());
      } catch (NumberFormatException e) {
        throw new ShapeException("shape '" + text + "' is not of the form 784, 3x100 or 1x28x28");
      }
    }
    return new Shape(dimensions);
  }

  /** Returns the number of values in a row. */
  public int size() {
    return size;
  }

  /** Returns the number of dimensions: 1, 2 or 3. */
  public int rank() {
    return dimensions.length;
  }

  /** Returns one dimension, the first (channels, or features at rank 1) at index 0. */
  public int dimension(int index) {
    return dimensions[index];
  }

  /** Tells whether a row is an image, channels x height x width. */
  public boolean isImage() {
    return dimensions.length == 3;
  }

  /** Returns the shape of the same values as plain features. */
  public Shape flat() {
    return dimensions.length == 1 ? this : features(size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(dimensions, that.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** Returns the text form that {@link #parse} reads. */
  @Override
  public String toString() {
    return join(dimensions);
  }

  private static String join(int[] dimensions) {
    return IntStream.of(dimensions).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }
}
