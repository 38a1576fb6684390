package org.ae4j.api.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The loops of convolutions over blocks of rows: each lane of a vector belongs to a row of its own,
 * so that vectors are full however few channels and pixels there are.
 *
 * <p>A block holds {@link #lanes()} rows, value by value: the values that the rows have in one
 * place lie side by side, one a lane, and an offset in a block is a multiple of the lanes. The
 * loops know no geometry: lists of offsets say what a pixel sees. A row's result depends on that
 * row alone and has the same bits in every lane; sums run in the order of the lists. Otherwise as
 * {@link Kernels}.
 */
public interface LaneKernels {

  /** Returns how many rows a block has, a power of two of at most 16. */
  int lanes();

  /**
   * Copies rows into the lanes from {@code fromLane} to {@code toLane} (exclusive) of a block and
   * leaves the other lanes alone.
   *
   * @param at the offset in the block for each value of a row
   * @param x0 where the row of the first of these lanes starts
   * @param ld the distance of two rows
   */
  void interleave(
      int fromLane, int toLane, int[] at, float[] x, int x0, int ld, float[] block, int block0);

  /**
   * Computes for each channel and pixel the sum of taps, each a value of the block times a weight,
   * and writes it to a block, channel after channel.
   *
   * <p>Pixels fall into groups that have their taps in common.
   *
   * @param channels of the result
   * @param pixels of a channel of the result, in all groups
   * @param places for each group and pixel two numbers: its offset in the block, and lanes times
   *     its place in a channel of the result
   * @param taps for each group and tap two numbers: its offset from the pixel's, and where its
   *     weights start, one a channel
   * @param bias one value a channel, from which its sums start, or null for none
   */
  void sumTaps(
      int channels,
      int pixels,
      int[][] places,
      int[][] taps,
      float[] block,
      int block0,
      float[] weights,
      float @Nullable [] bias,
      float[] y,
      int y0);

  /**
   * Computes the same sums and writes them to the rows of the lanes from {@code fromLane} to {@code
   * toLane} (exclusive).
   *
   * @param y0 where the row of the first of these lanes starts; there channels lie one after the
   *     other
   * @param ld the distance of two rows
   */
  void sumTapsToRows(
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
      int ld);

  /**
   * Computes, for taps and filters, the sum of an image's value times a map's over all positions,
   * lanes and blocks.
   *
   * @param positions for each group of taps and position two numbers: its offset in an image and in
   *     a map
   * @param groupSize how many taps a group has
   * @param taps the offset of each tap from a position's
   * @param fromTap the first of the taps whose sums are wanted
   * @param toTap the last of them, exclusive
   * @param filters channels of a map
   * @param plane the distance of two of them
   * @param blocks how many blocks of images and maps there are
   * @param imagesDistance the distance of two blocks of images
   * @param mapsDistance the distance of two blocks of maps
   * @param gradient written, or added to with {@code accumulate}: a row for each tap, from {@code
   *     fromTap} on, and a column for each filter
   */
  void sumPositions(
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
      boolean accumulate);
}
