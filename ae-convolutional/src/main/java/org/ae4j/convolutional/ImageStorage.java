package org.ae4j.convolutional;

/**
 * How a channel of an image is stored: as it is, or with the zeros around it that positions of a
 * {@link Window} see.
 *
 * @param height lines
 * @param width values of a line
 * @param top lines before the image
 * @param left values before the image in a line
 * @param y the line that the first position sees first, negative where it would be above
 * @param x the value of a line that the first position sees first
 */
record ImageStorage(int height, int width, int top, int left, int y, int x) {

  static ImageStorage plain(Window window) {
    return new ImageStorage(window.height(), window.width(), 0, 0, -window.top(), -window.left());
  }

  static ImageStorage withZeros(Window window) {
    return new ImageStorage(
        window.paddedHeight(), window.paddedWidth(), window.top(), window.left(), 0, 0);
  }

  /** Returns the number of values of a channel. */
  int plane() {
    return Math.multiplyExact(height, width);
  }

  /** Returns for each value of an image, channel by channel, where it lies, times {@code unit}. */
  int[] places(Window window, int unit) {
    int[] places = new int[window.channels() * window.height() * window.width()];
    int i = 0;
    for (int c = 0; c < window.channels(); c++) {
      for (int line = 0; line < window.height(); line++) {
        int start = c * plane() + (top + line) * width + left;
        for (int value = 0; value < window.width(); value++) {
          places[i++] = (start + value) * unit;
        }
      }
    }
    return places;
  }
}
