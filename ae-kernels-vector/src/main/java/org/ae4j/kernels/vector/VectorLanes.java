package org.ae4j.kernels.vector;

import org.ae4j.api.kernels.LaneKernels;
import org.jspecify.annotations.Nullable;

/** The loops over blocks of as many rows as a vector of the preferred size has lanes. */
final class VectorLanes implements LaneKernels {
  /** Greatest number of lanes that callers must be ready for. */
  private static final int MOST = 16;

  /** Whether vectors here are of a size that the interface allows. */
  static final boolean AVAILABLE = VectorMath.L <= MOST;

  @Override
  public int lanes() {
    return VectorMath.L;
  }

  @Override
  public void interleave(
      int fromLane, int toLane, int[] at, float[] x, int x0, int ld, float[] block, int block0) {
    Interleaving.interleave(fromLane, toLane, at, x, x0, ld, block, block0);
  }

  @Override
  public void sumTaps(
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
    TapSums.toBlock(channels, pixels, places, taps, block, block0, weights, bias, y, y0);
  }

  @Override
  public void sumTapsToRows(
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
    TapSums.toRows(
        channels, pixels, places, taps, block, block0, weights, bias, fromLane, toLane, y, y0, ld);
  }

  @Override
  public void sumPositions(
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
    PositionSums.run(
        positions,
        groupSize,
        taps,
        fromTap,
        toTap,
        filters,
        plane,
        blocks,
        images,
        images0,
        imagesDistance,
        maps,
        maps0,
        mapsDistance,
        gradient,
        gradient0,
        accumulate);
  }
}
