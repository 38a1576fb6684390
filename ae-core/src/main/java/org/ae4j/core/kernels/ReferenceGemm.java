package org.ae4j.core.kernels;

import java.util.Arrays;

/**
 * Multiplies matrices in loops that the compiler turns into vector instructions by itself, without
 * the Vector API.
 *
 * <p>The compiler does so where arrays are read and written at the loop's own index, and not where
 * an offset is added to it. So a block of B is copied first, each of its rows to an array of its
 * own, and the rows of C that are worked on as well. Two rows of C at a time take two rows of B, so
 * that what was loaded is used twice; a loop of eight products is no longer vectorized on JDK 17.
 * Each element of C adds its products one by one, by depth, whichever loop it is in.
 */
final class ReferenceGemm {
  /** Rows of B in a block, a multiple of two. */
  private static final int DEPTH = 32;

  /** Columns of B in a block, at most: with {@link #DEPTH} rows what a level-1 cache holds. */
  private static final int COLUMNS = 256;

  private static final ThreadLocal<ReferenceGemm> CURRENT =
      ThreadLocal.withInitial(ReferenceGemm::new);

  private final float[][] b = new float[DEPTH][COLUMNS];
  private final float[] first = new float[COLUMNS];
  private final float[] second = new float[COLUMNS];

  private ReferenceGemm() {}

  /** See {@link org.ae4j.api.kernels.Kernels#gemm}, whose arguments these are. */
  static void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    if (!accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0f);
      }
    }
    int aRow = transposeA ? 1 : lda;
    int aDepth = transposeA ? lda : 1;
    int bDepth = transposeB ? 1 : ldb;
    int bColumn = transposeB ? ldb : 1;
    ReferenceGemm block = CURRENT.get();
    int blocks = (n + COLUMNS - 1) / COLUMNS;
    for (int j = 0; j < blocks; j++) {
      int from = (int) ((long) n * j / blocks);
      int columns = (int) ((long) n * (j + 1) / blocks) - from;
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        block.copyB(depth, columns, b, bOffset + p * bDepth + from * bColumn, bDepth, bColumn);
        int start = aOffset + p * aDepth;
        block.addTo(m, columns, depth, a, start, aRow, aDepth, c, cOffset + from, ldc);
      }
    }
  }

  private void copyB(int depth, int columns, float[] from, int offset, int bDepth, int bColumn) {
    for (int p = 0; p < depth; p++) {
      if (bColumn == 1) {
        System.arraycopy(from, offset + p * bDepth, b[p], 0, columns);
      } else {
        float[] row = b[p];
        for (int j = 0; j < columns; j++) {
          row[j] = from[offset + p * bDepth + j * bColumn];
        }
      }
    }
  }

  /** Adds to the rows of C their products with the block, two by two. */
  private void addTo(
      int m,
      int columns,
      int depth,
      float[] a,
      int aStart,
      int aRow,
      int aDepth,
      float[] c,
      int cStart,
      int ldc) {
    int i = 0;
    for (; i + 1 < m; i += 2) {
      int row = cStart + i * ldc;
      System.arraycopy(c, row, first, 0, columns);
      System.arraycopy(c, row + ldc, second, 0, columns);
      addToTwo(columns, depth, a, aStart + i * aRow, aRow, aDepth);
      System.arraycopy(first, 0, c, row, columns);
      System.arraycopy(second, 0, c, row + ldc, columns);
    }
    if (i < m) {
      int row = cStart + i * ldc;
      System.arraycopy(c, row, first, 0, columns);
      for (int p = 0; p < depth; p++) {
        add(columns, a[aStart + i * aRow + p * aDepth], b[p], first);
      }
      System.arraycopy(first, 0, c, row, columns);
    }
  }

  private void addToTwo(int columns, int depth, float[] a, int x, int aRow, int aDepth) {
    int y = x + aRow;
    int p = 0;
    for (; p + 1 < depth; p += 2) {
      int x0 = x + p * aDepth;
      int y0 = y + p * aDepth;
      float[] b0 = b[p];
      float[] b1 = b[p + 1];
      add(columns, a[x0], a[x0 + aDepth], a[y0], a[y0 + aDepth], b0, b1, first, second);
    }
    for (; p < depth; p++) {
      add(columns, a[x + p * aDepth], b[p], first);
      add(columns, a[y + p * aDepth], b[p], second);
    }
  }

  private static void add(
      int n,
      float x0,
      float x1,
      float y0,
      float y1,
      float[] b0,
      float[] b1,
      float[] first,
      float[] second) {
    for (int j = 0; j < n; j++) {
      first[j] = first[j] + x0 * b0[j] + x1 * b1[j];
      second[j] = second[j] + y0 * b0[j] + y1 * b1[j];
    }
  }

  private static void add(int n, float x, float[] b, float[] c) {
    for (int j = 0; j < n; j++) {
      c[j] = c[j] + x * b[j];
    }
  }
}
