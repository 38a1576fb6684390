package org.ae4j.convolutional;

/** Turns images stored channel by channel into images stored pixel by pixel, and back. */
final class ChannelsLast {
  private static final int UNROLLED = 4;

  private ChannelsLast() {}

  /**
   * Copies one line of an image.
   *
   * @param plane the distance of two channels in {@code from}
   */
  static void load(
      int channels, int width, float[] from, int from0, int plane, float[] to, int to0) {
    if (channels == 1) {
      System.arraycopy(from, from0, to, to0, width);
      return;
    }
    int c = 0;
    for (; c + UNROLLED <= channels; c += UNROLLED) {
      int s = from0 + c * plane;
      int t = to0 + c;
      for (int x = 0; x < width; x++, t += channels) {
        to[t] = from[s + x];
        to[t + 1] = from[s + plane + x];
        to[t + 2] = from[s + 2 * plane + x];
        to[t + 3] = from[s + 3 * plane + x];
      }
    }
    for (; c < channels; c++) {
      int s = from0 + c * plane;
      for (int x = 0; x < width; x++) {
        to[to0 + x * channels + c] = from[s + x];
      }
    }
  }

  /**
   * Copies one line of an image back.
   *
   * @param plane the distance of two channels in {@code to}
   */
  static void store(
      int channels, int width, float[] from, int from0, float[] to, int to0, int plane) {
    if (channels == 1) {
      System.arraycopy(from, from0, to, to0, width);
      return;
    }
    int c = 0;
    for (; c + UNROLLED <= channels; c += UNROLLED) {
      int s = from0 + c;
      int t = to0 + c * plane;
      for (int x = 0; x < width; x++, s += channels) {
        to[t + x] = from[s];
        to[t + plane + x] = from[s + 1];
        to[t + 2 * plane + x] = from[s + 2];
        to[t + 3 * plane + x] = from[s + 3];
      }
    }
    for (; c < channels; c++) {
      int t = to0 + c * plane;
      for (int x = 0; x < width; x++) {
        to[t + x] = from[from0 + x * channels + c];
      }
    }
  }
}
