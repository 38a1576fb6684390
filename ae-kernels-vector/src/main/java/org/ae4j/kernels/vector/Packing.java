package org.ae4j.kernels.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Copies slices of a matrix into panels, where the elements of one depth lie side by side.
 *
 * <p>A panel of B holds {@link Tiling#COLUMNS} columns, one of A {@link Tiling#ROWS} rows; both are
 * the same to this class: {@code panel[p0 + k * width + i]} is element i at depth k. Elements from
 * {@code count} on are left alone.
 */
final class Packing {

  private Packing() {}

  /**
   * Copies from a source whose rows are depths: element i at depth k is {@code source[s0 + k * ld +
   * i]}.
   */
  static void copy(
      int depth, int count, float[] source, int s0, int ld, float[] panel, int p0, int width) {
    int i = 0;
    for (; i + Tiling.LANES <= count; i += Tiling.LANES) {
      copyVectors(depth, source, s0 + i, ld, panel, p0 + i, width);
    }
    for (; i < count; i++) {
      copyElements(depth, source, s0 + i, ld, panel, p0 + i, width);
    }
  }

  /**
   * Copies from a source whose rows are elements: element i at depth k is {@code source[s0 + i * ld
   * + k]}.
   */
  static void transpose(
      int depth, int count, float[] source, int s0, int ld, float[] panel, int p0, int width) {
    int i = 0;
    if (Transposition.AVAILABLE) {
      int whole = depth / Transposition.COLUMNS * Transposition.COLUMNS;
      for (; i + Transposition.ROWS <= count; i += Transposition.ROWS) {
        int s = s0 + i * ld;
        int p = p0 + i;
        Transposition.run(whole, source, s, ld, panel, p, width);
        for (int k = whole; k < depth; k++) {
          copyElements(Transposition.ROWS, source, s + k, ld, panel, p + k * width, 1);
        }
      }
    }
    for (; i < count; i++) {
      copyElements(depth, source, s0 + i * ld, 1, panel, p0 + i, width);
    }
  }

  private static void copyVectors(
      int depth, float[] source, int s0, int ld, float[] panel, int p0, int width) {
    for (int k = 0; k < depth; k++) {
      FloatVector.fromArray(Tiling.SPECIES, source, s0 + k * ld).intoArray(panel, p0 + k * width);
    }
  }

  private static void copyElements(
      int count, float[] source, int s0, int sStep, float[] panel, int p0, int pStep) {
    for (int k = 0; k < count; k++) {
      panel[p0 + k * pStep] = source[s0 + k * sStep];
    }
  }
}
