package org.ae4j.convolutional;

import org.ae4j.api.Shape;

/**
 * A kernel that slides over an image: which part of the image each position of a map sees.
 *
 * <p>Position (y, x) sees the kernel's height and width of the image from (y * strideY - top, x *
 * strideX - left) on. A sequence is an image one high.
 *
 * @param channels of the image
 * @param height of the image
 * @param width of the image
 * @param kernel how much of the image a position sees
 * @param stride the distance of two positions' views
 * @param top rows of zeros above the image
 * @param left columns of zeros before the image
 * @param filters channels of the map
 * @param mapHeight positions from top to bottom
 * @param mapWidth positions from left to right
 */
record Window(
    int channels,
    int height,
    int width,
    Extent kernel,
    Extent stride,
    int top,
    int left,
    int filters,
    int mapHeight,
    int mapWidth) {

  /** Makes the window that leads from an image to a map, both of the same rank. */
  static Window of(Shape image, Shape map, Extent kernel, Extent stride, Extent before) {
    return new Window(
        image.dimension(0),
        height(image),
        width(image),
        kernel,
        stride,
        before.height(),
        before.width(),
        map.dimension(0),
        height(map),
        width(map));
  }

  static int height(Shape shape) {
    return shape.isImage() ? shape.dimension(1) : 1;
  }

  static int width(Shape shape) {
    return shape.dimension(shape.rank() - 1);
  }

  /** Returns a shape of the rank of another. */
  static Shape like(Shape shape, int channels, int height, int width) {
    return shape.isImage() ? Shape.image(channels, height, width) : Shape.sequence(channels, width);
  }

  /** Returns the number of positions, the pixels of a map. */
  int positions() {
    return Math.multiplyExact(mapHeight, mapWidth);
  }

  /** Returns how many values a position sees. */
  int patch() {
    return kernel.height() * lineLength();
  }

  /** Returns how many values of a patch lie side by side, where channels are stored last. */
  int lineLength() {
    return kernel.width() * channels;
  }

  /** Returns the image's height with the zeros around it, as far as positions see. */
  int paddedHeight() {
    return Math.max(top + height, (mapHeight - 1) * stride.height() + kernel.height());
  }

  /** Returns the image's width with the zeros around it, as far as positions see. */
  int paddedWidth() {
    return Math.max(left + width, (mapWidth - 1) * stride.width() + kernel.width());
  }

  /** Returns the number of values of a padded image. */
  int paddedSize() {
    return Math.multiplyExact(Math.multiplyExact(paddedHeight(), paddedWidth()), channels);
  }

  /** Returns the number of values of a map. */
  int mapSize() {
    return Math.multiplyExact(positions(), filters);
  }

  /** Tells whether a position sees a value of the image, and no zero around it, at a tap. */
  boolean sees(int y, int x, int ky, int kx) {
    int imageY = y * stride.height() + ky - top;
    int imageX = x * stride.width() + kx - left;
    return imageY >= 0 && imageY < height && imageX >= 0 && imageX < width;
  }
}
