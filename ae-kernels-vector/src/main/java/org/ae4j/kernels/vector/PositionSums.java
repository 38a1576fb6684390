package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.VectorMath.L;

import java.util.Arrays;

/**
 * Computes {@link org.ae4j.api.kernels.LaneKernels#sumPositions} tile by tile: four taps of a group
 * and a few filters, whose sums stay in registers while the positions of a block pass by.
 *
 * <p>Between blocks the sums of all lanes wait in a buffer, for as many taps as fit into {@link
 * #BUFFER}; the lanes are added at the end, in one order. A tile at the end of a group or of the
 * filters takes its last tap or filter several times and so needs no other code.
 */
final class PositionSums {
  /** Floats of sums, about a quarter of a level-2 cache. */
  private static final int BUFFER = 64 * 1024;

  /**
   * Numbers of a list of positions that pass by at once: what 4 taps see at 50 positions is 12 KiB
   * and stays in a level-1 cache for all filters.
   */
  private static final int RUN = 2 * 50;

  private static final int TAPS = 4;

  /** Filters of the largest tile. */
  private static final int MOST = 6;

  private PositionSums() {}

  static void run(
      int[][] positions,
      int groupSize,
      int[] taps,
      int fromTap,
      int toTap,
      int filters,
      int plane,
      int blocks,
      float[] images,
      int images0,
      int imagesDistance,
      float[] maps,
      int maps0,
      int mapsDistance,
      float[] gradient,
      int gradient0,
      boolean accumulate) {
    int row = TAPS * (filters + MOST) * L;
    int quads = Math.max(1, BUFFER / row);
    float[] sums = LaneScratch.sums(Tiling.FIRST + quads * row);
    int next;
    for (int first = fromTap; first < toTap; first = next) {
      next = advance(first, quads, groupSize, toTap);
      Arrays.fill(sums, Tiling.FIRST, Tiling.FIRST + quads * row, 0f);
      for (int b = 0; b < blocks; b++) {
        int i = images0 + b * imagesDistance;
        int m = maps0 + b * mapsDistance;
        int longest = longest(positions, first / groupSize, (next - 1) / groupSize);
        for (int from = 0; from < longest; from += RUN) {
          int target = Tiling.FIRST;
          for (int t = first; t < next; t = end(t, groupSize, toTap)) {
            int last = end(t, groupSize, toTap) - 1;
            int[] group = positions[t / groupSize];
            int to = Math.min(from + RUN, group.length);
            tiles(group, from, to, taps, t, last, filters, plane, images, i, maps, m, sums, target);
            target += row;
          }
        }
      }
      int source = Tiling.FIRST;
      int to;
      for (int t = first; t < next; t = to) {
        to = end(t, groupSize, toTap);
        for (int k = t; k < to; k++) {
          int target = gradient0 + (k - fromTap) * filters;
          addLanes(filters, sums, source, k - t, gradient, target, accumulate);
        }
        source += row;
      }
    }
  }

  /** Returns where the tile of taps that begins at one ends: a tile stays within a group. */
  private static int end(int tap, int groupSize, int toTap) {
    int group = (tap / groupSize + 1) * groupSize;
    return Math.min(Math.min(tap + TAPS, group), toTap);
  }

  private static int advance(int tap, int tiles, int groupSize, int toTap) {
    int t = tap;
    for (int i = 0; i < tiles && t < toTap; i++) {
      t = end(t, groupSize, toTap);
    }
    return t;
  }

  private static int longest(int[][] positions, int firstGroup, int lastGroup) {
    int longest = 0;
    for (int g = firstGroup; g <= lastGroup; g++) {
      longest = Math.max(longest, positions[g].length);
    }
    return longest;
  }

  private static void tiles(
      int[] positions,
      int from,
      int to,
      int[] taps,
      int tap,
      int lastTap,
      int filters,
      int plane,
      float[] images,
      int image,
      float[] maps,
      int map,
      float[] sums,
      int sums0) {
    int i0 = image + taps[tap];
    int i1 = image + taps[Math.min(tap + 1, lastTap)];
    int i2 = image + taps[Math.min(tap + 2, lastTap)];
    int i3 = image + taps[lastTap];
    int width;
    for (int f = 0; f < filters; f += width) {
      width = width(filters - f);
      int last = filters - 1;
      int s = sums0 + TAPS * f * L;
      int m0 = map + f * plane;
      int m1 = map + Math.min(f + 1, last) * plane;
      if (width == 2) {
        LaneGradient4x2.run(positions, from, to, images, i0, i1, i2, i3, maps, m0, m1, sums, s);
        continue;
      }
      int m2 = map + Math.min(f + 2, last) * plane;
      int m3 = map + Math.min(f + 3, last) * plane;
      if (width == 4) {
        LaneGradient4x4.run(
            positions, from, to, images, i0, i1, i2, i3, maps, m0, m1, m2, m3, sums, s);
        continue;
      }
      int m4 = map + Math.min(f + 4, last) * plane;
      int m5 = map + Math.min(f + 5, last) * plane;
      LaneGradient4x6.run(
          positions, from, to, images, i0, i1, i2, i3, maps, m0, m1, m2, m3, m4, m5, sums, s);
    }
  }

  /** Returns how many filters the next tile has if so many are left. */
  private static int width(int left) {
    if (!Tiling.MANY_REGISTERS) {
      return 2;
    }
    return left <= 4 || left == 8 ? 4 : MOST;
  }

  /** Adds up the lanes of one tap's sums, four chains at a time. */
  private static void addLanes(
      int filters,
      float[] sums,
      int sums0,
      int tap,
      float[] gradient,
      int gradient0,
      boolean accumulate) {
    int width;
    for (int first = 0; first < filters; first += width) {
      width = width(filters - first);
      int s = sums0 + (TAPS * first + tap * width) * L;
      int end = Math.min(first + width, filters);
      for (int f = first; f < end; f++, s += L) {
        float a = sums[s];
        float b = sums[s + 1];
        float c = sums[s + 2];
        float d = sums[s + 3];
        for (int lane = 4; lane < L; lane += 4) {
          a += sums[s + lane];
          b += sums[s + lane + 1];
          c += sums[s + lane + 2];
          d += sums[s + lane + 3];
        }
        float sum = (a + b) + (c + d);
        gradient[gradient0 + f] = accumulate ? gradient[gradient0 + f] + sum : sum;
      }
    }
  }
}
