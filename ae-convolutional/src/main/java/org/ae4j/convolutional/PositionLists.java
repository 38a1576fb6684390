package org.ae4j.convolutional;

import java.util.stream.IntStream;

/**
 * Which positions the gradient of each weight sums over.
 *
 * <p>Taps that differ in their channel alone form a group and leave out the positions where they
 * see nothing but zeros around the image, if there are enough of them to fill the kernels' tiles;
 * otherwise all taps form one group, which takes all positions.
 *
 * @param positions for each group, offset in an image and in a map, position by position
 * @param groupSize taps of a group
 * @param taps the offset of each tap, by kernel line, kernel column and channel, from a position's
 */
@SuppressWarnings("ArrayRecordComponent") // read by kernels, by no one else
record PositionLists(int[][] positions, int groupSize, int[] taps) {
  /** Taps of a tile. */
  private static final int TILE = 4;

  /** Tells whether positions are left out where a tap sees zeros, so that nobody stores these. */
  static boolean leavesOutZeros(Window window) {
    return window.channels() % TILE == 0;
  }

  /**
   * Makes the lists.
   *
   * @param lanes by which offsets are multiplied
   */
  static PositionLists of(Window window, ImageStorage storage, int lanes) {
    int channels = window.channels();
    int line = storage.width();
    int plane = storage.plane();
    int[] taps = new int[window.patch()];
    for (int k = 0; k < taps.length; k++) {
      int tap = k / channels;
      int ky = tap / window.kernel().width();
      int kx = tap % window.kernel().width();
      taps[k] = (k % channels * plane + ky * line + kx) * lanes;
    }
    if (!leavesOutZeros(window)) {
      int[] all = IntStream.range(0, window.positions()).toArray();
      return new PositionLists(new int[][] {pairs(window, storage, all, lanes)}, taps.length, taps);
    }
    int[][] positions = new int[taps.length / channels][];
    for (int tap = 0; tap < positions.length; tap++) {
      int ky = tap / window.kernel().width();
      int kx = tap % window.kernel().width();
      int[] seeing =
          IntStream.range(0, window.positions())
              .filter(p -> window.sees(p / window.mapWidth(), p % window.mapWidth(), ky, kx))
              .toArray();
      positions[tap] = pairs(window, storage, seeing, lanes);
    }
    return new PositionLists(positions, channels, taps);
  }

  private static int[] pairs(Window window, ImageStorage storage, int[] positions, int lanes) {
    int[] pairs = new int[2 * positions.length];
    for (int i = 0; i < positions.length; i++) {
      int y = storage.y() + positions[i] / window.mapWidth() * window.stride().height();
      int x = storage.x() + positions[i] % window.mapWidth() * window.stride().width();
      pairs[2 * i] = (y * storage.width() + x) * lanes;
      pairs[2 * i + 1] = positions[i] * lanes;
    }
    return pairs;
  }
}
