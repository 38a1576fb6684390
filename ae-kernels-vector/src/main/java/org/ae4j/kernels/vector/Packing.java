package org.ae4j.kernels.vector;

/**
 * Copies slices of a matrix into panels, where the elements of one depth lie side by side.
 *
 * <p>A panel of B holds {@link Tiling#COLUMNS} columns, one of A {@link Tiling#ROWS} rows; both are
 * the same to this class: {@code panel[k * width + i]} is element i at depth k. Elements beyond
 * {@code count} are left alone: callers zero them.
 */
final class Packing {

  private static final int GROUP = 8;

  private Packing() {}

  /**
   * Copies from a source whose rows are depths: element i at depth k is {@code source[s0 + k * ld +
   * i]}.
   */
  static void copy(
      int depth, int count, float[] source, int s0, int ld, float[] panel, int p0, int width) {
    for (int k = 0; k < depth; k++) {
      int s = s0 + k * ld;
      int p = p0 + k * width;
      for (int i = 0; i < count; i++) {
        panel[p + i] = source[s + i];
      }
    }
  }

  /**
   * Copies from a source whose rows are elements: element i at depth k is {@code source[s0 + i * ld
   * + k]}.
   */
  static void transpose(
      int depth, int count, float[] source, int s0, int ld, float[] panel, int p0, int width) {
    int i = 0;
    for (; i + GROUP <= count; i += GROUP) {
      transposeGroup(depth, source, s0 + i * ld, ld, panel, p0 + i, width);
    }
    for (; i < count; i++) {
      int s = s0 + i * ld;
      for (int k = 0; k < depth; k++) {
        panel[p0 + i + k * width] = source[s + k];
      }
    }
  }

  /**
   * Writes 8 neighbours at a time, so that each cache line of the panel is touched once or twice
   * and not 16 times.
   */
  private static void transposeGroup(
      int depth, float[] source, int s0, int ld, float[] panel, int p0, int width) {
    int s1 = s0 + ld;
    int s2 = s1 + ld;
    int s3 = s2 + ld;
    int s4 = s3 + ld;
    int s5 = s4 + ld;
    int s6 = s5 + ld;
    int s7 = s6 + ld;
    for (int k = 0; k < depth; k++) {
      int p = p0 + k * width;
      panel[p] = source[s0 + k];
      panel[p + 1] = source[s1 + k];
      panel[p + 2] = source[s2 + k];
      panel[p + 3] = source[s3 + k];
      panel[p + 4] = source[s4 + k];
      panel[p + 5] = source[s5 + k];
      panel[p + 6] = source[s6 + k];
      panel[p + 7] = source[s7 + k];
    }
  }
}
