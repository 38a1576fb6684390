package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.VectorMath.L;

import org.jspecify.annotations.Nullable;

/**
 * Computes {@link org.ae4j.api.kernels.LaneKernels#sumTaps} tile by tile: a few channels at a few
 * pixels of a group, whose sums stay in registers while the taps pass by.
 *
 * <p>The last tile of a group takes its last pixel several times and so needs no other code. Four
 * or eight channels at a time are computed, where rows are wanted into a buffer that stays in a
 * near cache.
 */
final class TapSums {
  private static final int CHANNELS = 4;

  /** Channels of the tile for more of them, with 32 vector registers. */
  private static final int MANY_CHANNELS = 8;

  private static final float[] ZEROS = new float[MANY_CHANNELS];

  private TapSums() {}

  static void toBlock(
      int channels,
      int pixels,
      int[][] places,
      int[][] taps,
      float[] block,
      int block0,
      float[] weights,
      float @Nullable [] bias,
      float[] y,
      int y0) {
    int plane = pixels * L;
    int count;
    for (int c = 0; c < channels; c += count) {
      count = count(channels - c);
      some(c, count, places, taps, block, block0, weights, bias, y, y0 + c * plane, plane);
    }
  }

  static void toRows(
      int channels,
      int pixels,
      int[][] places,
      int[][] taps,
      float[] block,
      int block0,
      float[] weights,
      float @Nullable [] bias,
      int fromLane,
      int toLane,
      float[] y,
      int y0,
      int ld) {
    int plane = pixels * L;
    float[] sums = LaneScratch.sums(Tiling.FIRST + count(channels) * plane);
    int count;
    for (int c = 0; c < channels; c += count) {
      count = count(channels - c);
      some(c, count, places, taps, block, block0, weights, bias, sums, Tiling.FIRST, plane);
      int length = count * pixels;
      int target = y0 + c * pixels;
      Interleaving.deinterleave(fromLane, toLane, length, sums, Tiling.FIRST, y, target, ld);
    }
  }

  /** Returns how many channels are computed at once if so many are left. */
  private static int count(int left) {
    return Tiling.MANY_REGISTERS && left >= MANY_CHANNELS
        ? MANY_CHANNELS
        : Math.min(CHANNELS, left);
  }

  /** Computes {@code count} channels from c on, of which a tile has all or that are single. */
  private static void some(
      int c,
      int count,
      int[][] places,
      int[][] taps,
      float[] block,
      int block0,
      float[] weights,
      float @Nullable [] bias,
      float[] sums,
      int sums0,
      int plane) {
    float[] start = bias == null ? ZEROS : bias;
    int s0 = bias == null ? 0 : c;
    for (int g = 0; g < places.length; g++) {
      if (count < CHANNELS) {
        for (int i = 0; i < count; i++) {
          int s = bias == null ? 0 : c + i;
          int target = sums0 + i * plane;
          single(places[g], taps[g], block, block0, weights, c + i, start, s, sums, target);
        }
      } else if (count == MANY_CHANNELS) {
        tiles8x3(places[g], taps[g], block, block0, weights, c, start, s0, sums, sums0, plane);
      } else if (Tiling.MANY_REGISTERS) {
        tiles4x4(places[g], taps[g], block, block0, weights, c, start, s0, sums, sums0, plane);
      } else {
        tiles4x2(places[g], taps[g], block, block0, weights, c, start, s0, sums, sums0, plane);
      }
    }
  }

  private static void tiles8x3(
      int[] places,
      int[] taps,
      float[] block,
      int block0,
      float[] weights,
      int w0,
      float[] start,
      int s0,
      float[] sums,
      int sums0,
      int plane) {
    int last = places.length - 2;
    for (int p = 0; p <= last; p += 6) {
      int p1 = Math.min(p + 2, last);
      int p2 = Math.min(p + 4, last);
      LaneSums8x3.run(
          taps,
          block,
          block0 + places[p],
          block0 + places[p1],
          block0 + places[p2],
          weights,
          w0,
          start,
          s0,
          sums,
          sums0 + places[p + 1],
          sums0 + places[p1 + 1],
          sums0 + places[p2 + 1],
          plane);
    }
  }

  private static void tiles4x4(
      int[] places,
      int[] taps,
      float[] block,
      int block0,
      float[] weights,
      int w0,
      float[] start,
      int s0,
      float[] sums,
      int sums0,
      int plane) {
    int last = places.length - 2;
    for (int p = 0; p <= last; p += 8) {
      int p1 = Math.min(p + 2, last);
      int p2 = Math.min(p + 4, last);
      int p3 = Math.min(p + 6, last);
      LaneSums4x4.run(
          taps,
          block,
          block0 + places[p],
          block0 + places[p1],
          block0 + places[p2],
          block0 + places[p3],
          weights,
          w0,
          start,
          s0,
          sums,
          sums0 + places[p + 1],
          sums0 + places[p1 + 1],
          sums0 + places[p2 + 1],
          sums0 + places[p3 + 1],
          plane);
    }
  }

  private static void tiles4x2(
      int[] places,
      int[] taps,
      float[] block,
      int block0,
      float[] weights,
      int w0,
      float[] start,
      int s0,
      float[] sums,
      int sums0,
      int plane) {
    int last = places.length - 2;
    for (int p = 0; p <= last; p += 4) {
      int p1 = Math.min(p + 2, last);
      LaneSums4x2.run(
          taps,
          block,
          block0 + places[p],
          block0 + places[p1],
          weights,
          w0,
          start,
          s0,
          sums,
          sums0 + places[p + 1],
          sums0 + places[p1 + 1],
          plane);
    }
  }

  private static void single(
      int[] places,
      int[] taps,
      float[] block,
      int block0,
      float[] weights,
      int w0,
      float[] start,
      int s0,
      float[] sums,
      int sums0) {
    int last = places.length - 2;
    for (int p = 0; p <= last; p += 16) {
      int p1 = Math.min(p + 2, last);
      int p2 = Math.min(p + 4, last);
      int p3 = Math.min(p + 6, last);
      int p4 = Math.min(p + 8, last);
      int p5 = Math.min(p + 10, last);
      int p6 = Math.min(p + 12, last);
      int p7 = Math.min(p + 14, last);
      LaneSums1x8.run(
          taps,
          block,
          block0 + places[p],
          block0 + places[p1],
          block0 + places[p2],
          block0 + places[p3],
          block0 + places[p4],
          block0 + places[p5],
          block0 + places[p6],
          block0 + places[p7],
          weights,
          w0,
          start,
          s0,
          sums,
          sums0 + places[p + 1],
          sums0 + places[p1 + 1],
          sums0 + places[p2 + 1],
          sums0 + places[p3 + 1],
          sums0 + places[p4 + 1],
          sums0 + places[p5 + 1],
          sums0 + places[p6 + 1],
          sums0 + places[p7 + 1]);
    }
  }
}
