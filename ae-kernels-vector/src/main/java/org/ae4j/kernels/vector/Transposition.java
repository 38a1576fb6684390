package org.ae4j.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposes as many rows as a vector has lanes, 8 columns at a time, so that whole vectors are
 * stored.
 *
 * <p>Three rounds exchange blocks of 4, 2 and 1 lanes between rows 4, 2 and 1 apart: a shuffle that
 * swaps neighbouring blocks and a blend for each result. That transposes 8 x 8; with 16 lanes the
 * upper half of a vector does the same for rows 8 to 15. Element by element it would take four
 * times as long, and a network's weights are transposed after each step.
 *
 * <p>All vectors have the preferred shape, here and elsewhere: once two shapes of {@code
 * FloatVector} are in use, JDK 17 boxes the accumulators of every loop.
 */
final class Transposition {

  /** Rows taken at once. */
  static final int ROWS = Tiling.LANES;

  /** Columns taken at once. */
  static final int COLUMNS = 8;

  /** Whether this class knows the vector's size. */
  static final boolean AVAILABLE = ROWS == 8 || ROWS == 16;

  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorMask<Float> ODD_8 = odd(8);
  private static final VectorMask<Float> ODD_4 = odd(4);
  private static final VectorMask<Float> ODD_2 = odd(2);
  private static final VectorMask<Float> ODD_1 = odd(1);

  private Transposition() {}

  /**
   * Writes {@code panel[p0 + k * width + i] = source[s0 + i * ld + k]} for i below {@link #ROWS}
   * and k below {@code depth}, a multiple of {@link #COLUMNS}.
   */
  static void run(int depth, float[] source, int s0, int ld, float[] panel, int p0, int width) {
    for (int k = 0; k < depth; k += COLUMNS) {
      int s = s0 + k;
      int p = p0 + k * width;
      FloatVector u0 = load(source, s, ld);
      FloatVector u1 = load(source, s + ld, ld);
      FloatVector u2 = load(source, s + 2 * ld, ld);
      FloatVector u3 = load(source, s + 3 * ld, ld);
      FloatVector u4 = load(source, s + 4 * ld, ld);
      FloatVector u5 = load(source, s + 5 * ld, ld);
      FloatVector u6 = load(source, s + 6 * ld, ld);
      FloatVector u7 = load(source, s + 7 * ld, ld);
      FloatVector v0 = u0.blend(u4.rearrange(SWAP_4), ODD_4);
      FloatVector v4 = u0.rearrange(SWAP_4).blend(u4, ODD_4);
      FloatVector v1 = u1.blend(u5.rearrange(SWAP_4), ODD_4);
      FloatVector v5 = u1.rearrange(SWAP_4).blend(u5, ODD_4);
      FloatVector v2 = u2.blend(u6.rearrange(SWAP_4), ODD_4);
      FloatVector v6 = u2.rearrange(SWAP_4).blend(u6, ODD_4);
      FloatVector v3 = u3.blend(u7.rearrange(SWAP_4), ODD_4);
      FloatVector v7 = u3.rearrange(SWAP_4).blend(u7, ODD_4);
      FloatVector w0 = v0.blend(v2.rearrange(SWAP_2), ODD_2);
      FloatVector w2 = v0.rearrange(SWAP_2).blend(v2, ODD_2);
      FloatVector w1 = v1.blend(v3.rearrange(SWAP_2), ODD_2);
      FloatVector w3 = v1.rearrange(SWAP_2).blend(v3, ODD_2);
      FloatVector w4 = v4.blend(v6.rearrange(SWAP_2), ODD_2);
      FloatVector w6 = v4.rearrange(SWAP_2).blend(v6, ODD_2);
      FloatVector w5 = v5.blend(v7.rearrange(SWAP_2), ODD_2);
      FloatVector w7 = v5.rearrange(SWAP_2).blend(v7, ODD_2);
      FloatVector x0 = w0.blend(w1.rearrange(SWAP_1), ODD_1);
      FloatVector x1 = w0.rearrange(SWAP_1).blend(w1, ODD_1);
      FloatVector x2 = w2.blend(w3.rearrange(SWAP_1), ODD_1);
      FloatVector x3 = w2.rearrange(SWAP_1).blend(w3, ODD_1);
      FloatVector x4 = w4.blend(w5.rearrange(SWAP_1), ODD_1);
      FloatVector x5 = w4.rearrange(SWAP_1).blend(w5, ODD_1);
      FloatVector x6 = w6.blend(w7.rearrange(SWAP_1), ODD_1);
      FloatVector x7 = w6.rearrange(SWAP_1).blend(w7, ODD_1);
      x0.intoArray(panel, p);
      x1.intoArray(panel, p + width);
      x2.intoArray(panel, p + 2 * width);
      x3.intoArray(panel, p + 3 * width);
      x4.intoArray(panel, p + 4 * width);
      x5.intoArray(panel, p + 5 * width);
      x6.intoArray(panel, p + 6 * width);
      x7.intoArray(panel, p + 7 * width);
    }
  }

  /**
   * Writes {@code panel[p0 + at[k] + i] = source[s0 + i * ld + k]} for i below {@link #ROWS} and
   * each k that {@code at} has, at least {@link #COLUMNS}; the last ones are written twice.
   */
  static void scatter(int[] at, float[] source, int s0, int ld, float[] panel, int p0) {
    for (int from = 0; from < at.length; from += COLUMNS) {
      int k = Math.min(from, at.length - COLUMNS);
      int s = s0 + k;
      FloatVector u0 = load(source, s, ld);
      FloatVector u1 = load(source, s + ld, ld);
      FloatVector u2 = load(source, s + 2 * ld, ld);
      FloatVector u3 = load(source, s + 3 * ld, ld);
      FloatVector u4 = load(source, s + 4 * ld, ld);
      FloatVector u5 = load(source, s + 5 * ld, ld);
      FloatVector u6 = load(source, s + 6 * ld, ld);
      FloatVector u7 = load(source, s + 7 * ld, ld);
      FloatVector v0 = u0.blend(u4.rearrange(SWAP_4), ODD_4);
      FloatVector v4 = u0.rearrange(SWAP_4).blend(u4, ODD_4);
      FloatVector v1 = u1.blend(u5.rearrange(SWAP_4), ODD_4);
      FloatVector v5 = u1.rearrange(SWAP_4).blend(u5, ODD_4);
      FloatVector v2 = u2.blend(u6.rearrange(SWAP_4), ODD_4);
      FloatVector v6 = u2.rearrange(SWAP_4).blend(u6, ODD_4);
      FloatVector v3 = u3.blend(u7.rearrange(SWAP_4), ODD_4);
      FloatVector v7 = u3.rearrange(SWAP_4).blend(u7, ODD_4);
      FloatVector w0 = v0.blend(v2.rearrange(SWAP_2), ODD_2);
      FloatVector w2 = v0.rearrange(SWAP_2).blend(v2, ODD_2);
      FloatVector w1 = v1.blend(v3.rearrange(SWAP_2), ODD_2);
      FloatVector w3 = v1.rearrange(SWAP_2).blend(v3, ODD_2);
      FloatVector w4 = v4.blend(v6.rearrange(SWAP_2), ODD_2);
      FloatVector w6 = v4.rearrange(SWAP_2).blend(v6, ODD_2);
      FloatVector w5 = v5.blend(v7.rearrange(SWAP_2), ODD_2);
      FloatVector w7 = v5.rearrange(SWAP_2).blend(v7, ODD_2);
      FloatVector x0 = w0.blend(w1.rearrange(SWAP_1), ODD_1);
      FloatVector x1 = w0.rearrange(SWAP_1).blend(w1, ODD_1);
      FloatVector x2 = w2.blend(w3.rearrange(SWAP_1), ODD_1);
      FloatVector x3 = w2.rearrange(SWAP_1).blend(w3, ODD_1);
      FloatVector x4 = w4.blend(w5.rearrange(SWAP_1), ODD_1);
      FloatVector x5 = w4.rearrange(SWAP_1).blend(w5, ODD_1);
      FloatVector x6 = w6.blend(w7.rearrange(SWAP_1), ODD_1);
      FloatVector x7 = w6.rearrange(SWAP_1).blend(w7, ODD_1);
      x0.intoArray(panel, p0 + at[k]);
      x1.intoArray(panel, p0 + at[k + 1]);
      x2.intoArray(panel, p0 + at[k + 2]);
      x3.intoArray(panel, p0 + at[k + 3]);
      x4.intoArray(panel, p0 + at[k + 4]);
      x5.intoArray(panel, p0 + at[k + 5]);
      x6.intoArray(panel, p0 + at[k + 6]);
      x7.intoArray(panel, p0 + at[k + 7]);
    }
  }

  /** Loads 8 columns of a row and, with 16 lanes, the same columns of the row 8 further down. */
  private static FloatVector load(float[] source, int s, int ld) {
    FloatVector row = FloatVector.fromArray(Tiling.SPECIES, source, s);
    if (ROWS == 8) {
      return row;
    }
    return row.blend(FloatVector.fromArray(Tiling.SPECIES, source, s + 8 * ld - 8), ODD_8);
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(Tiling.SPECIES, lane -> (lane ^ distance) % Tiling.LANES);
  }

  private static VectorMask<Float> odd(int distance) {
    boolean[] lanes = new boolean[Tiling.LANES];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = (i & distance) != 0;
    }
    return VectorMask.fromArray(Tiling.SPECIES, lanes, 0);
  }
}
