package org.ae4j.kernels.vector;

/**
 * Multiplies a block of rows of A by panels of B, one depth block deep, tile by tile.
 *
 * <p>Panels are the outer loop, so that a panel's slice is read from the cache next to the core by
 * all tiles of rows. Tiles that lie partly outside C are computed in full in the thread's own tile
 * and copied out. Fewer rows than half a tile go one by one through the {@link RowKernel}.
 */
final class BlockProduct {

  private BlockProduct() {}

  /**
   * Computes C = start + A B for m x n elements over k depths.
   *
   * <p>Element (i, l) of A is {@code a[a0 + i * aRow + l * aDepth]}. Panel p of B starts at {@code
   * b0 + p * bPanel} and its depths are {@code bDepth} apart; it is readable to its full width.
   * Element (i, j) of the start is {@code start[s0 + i * sRow + j * sColumn]}; with sColumn = 0 it
   * must be readable to a full panel.
   */
  static void multiply(
      Workspace workspace,
      int m,
      int n,
      int k,
      float[] a,
      int a0,
      int aRow,
      int aDepth,
      float[] b,
      int b0,
      int bPanel,
      int bDepth,
      float[] start,
      int s0,
      int sRow,
      int sColumn,
      float[] c,
      int c0,
      int ldc) {
    int tail = m % Tiling.ROWS;
    int tiled = 2 * tail < Tiling.ROWS ? m - tail : m;
    boolean packed = bDepth == Tiling.COLUMNS && tiled > 0 && packs(n, aRow);
    if (packed) {
      float[] panels = workspace.a((m + Tiling.ROWS - 1) / Tiling.ROWS * Tiling.ROWS * k);
      packRows(tiled, k, a, a0, aRow, aDepth, panels);
      for (int j = 0, p = b0; j < n; j += Tiling.COLUMNS, p += bPanel) {
        int columns = Math.min(Tiling.COLUMNS, n - j);
        for (int i = 0; i < tiled; i += Tiling.ROWS) {
          int rows = Math.min(Tiling.ROWS, tiled - i);
          int s = s0 + i * sRow + j * sColumn;
          int d = c0 + i * ldc + j;
          if (rows == Tiling.ROWS && columns == Tiling.COLUMNS) {
            packedTile(k, panels, i * k, b, p, start, s, sRow, c, d, ldc);
          } else {
            float[] tile = workspace.tile;
            load(rows, columns, start, s, sRow, tile);
            packedTile(k, panels, i * k, b, p, tile, 0, Tiling.COLUMNS, tile, 0, Tiling.COLUMNS);
            store(rows, columns, tile, c, d, ldc);
          }
        }
      }
    } else {
      for (int j = 0, p = b0; j < n; j += Tiling.COLUMNS, p += bPanel) {
        int columns = Math.min(Tiling.COLUMNS, n - j);
        for (int i = 0; i < tiled; i += Tiling.ROWS) {
          int rows = Math.min(Tiling.ROWS, tiled - i);
          int s = s0 + i * sRow + j * sColumn;
          int d = c0 + i * ldc + j;
          int x = a0 + i * aRow;
          if (rows == Tiling.ROWS && columns == Tiling.COLUMNS) {
            tile(k, a, x, aRow, aDepth, rows, b, p, bDepth, start, s, sRow, c, d, ldc);
          } else {
            float[] t = workspace.tile;
            int w = Tiling.COLUMNS;
            load(rows, columns, start, s, sRow, t);
            tile(k, a, x, aRow, aDepth, rows, b, p, bDepth, t, 0, w, t, 0, w);
            store(rows, columns, t, c, d, ldc);
          }
        }
      }
    }
    for (int i = tiled; i < m; i++) {
      row(
          workspace,
          n,
          k,
          a,
          a0 + i * aRow,
          aDepth,
          b,
          b0,
          bPanel,
          bDepth,
          start,
          s0 + i * sRow,
          sColumn,
          c,
          c0 + i * ldc);
    }
  }

  private static void row(
      Workspace workspace,
      int n,
      int k,
      float[] a,
      int a0,
      int aDepth,
      float[] b,
      int b0,
      int bPanel,
      int bDepth,
      float[] start,
      int s0,
      int sColumn,
      float[] c,
      int c0) {
    int last = (n - 1) / Tiling.LANES;
    int width = RowKernel.VECTORS * Tiling.LANES;
    for (int j = 0; j < n; j += width) {
      int first = j / Tiling.LANES;
      int s = s0 + j * sColumn;
      if (j + width <= n) {
        RowKernel.run(k, a, a0, aDepth, b, b0, bPanel, bDepth, first, last, start, s, c, c0 + j);
      } else {
        float[] tile = workspace.tile;
        System.arraycopy(start, s, tile, 0, n - j);
        RowKernel.run(k, a, a0, aDepth, b, b0, bPanel, bDepth, first, last, tile, 0, tile, 0);
        System.arraycopy(tile, 0, c, c0 + j, n - j);
      }
    }
  }

  private static boolean packs(int n, int aRow) {
    return n >= (aRow == 1 ? Tiling.PACK_WIDTH_TRANSPOSED : Tiling.PACK_WIDTH);
  }

  private static void packRows(
      int m, int k, float[] a, int a0, int aRow, int aDepth, float[] panels) {
    for (int i = 0; i < m; i += Tiling.ROWS) {
      int rows = Math.min(Tiling.ROWS, m - i);
      if (aDepth == 1) {
        Packing.transpose(k, rows, a, a0 + i * aRow, aRow, panels, i * k, Tiling.ROWS);
      } else {
        Packing.copy(k, rows, a, a0 + i, aDepth, panels, i * k, Tiling.ROWS);
      }
    }
  }

  private static void tile(
      int k,
      float[] a,
      int a0,
      int aRow,
      int aDepth,
      int rows,
      float[] b,
      int b0,
      int bDepth,
      float[] start,
      int s0,
      int sRow,
      float[] c,
      int c0,
      int ldc) {
    if (Tiling.MANY_REGISTERS) {
      MicroKernel8x2.run(k, a, a0, aRow, aDepth, rows, b, b0, bDepth, start, s0, sRow, c, c0, ldc);
    } else {
      MicroKernel4x3.run(k, a, a0, aRow, aDepth, rows, b, b0, bDepth, start, s0, sRow, c, c0, ldc);
    }
  }

  private static void packedTile(
      int k,
      float[] a,
      int a0,
      float[] b,
      int b0,
      float[] start,
      int s0,
      int sRow,
      float[] c,
      int c0,
      int ldc) {
    if (Tiling.MANY_REGISTERS) {
      PackedMicroKernel8x2.run(k, a, a0, b, b0, start, s0, sRow, c, c0, ldc);
    } else {
      MicroKernel4x3.run(
          k,
          a,
          a0,
          1,
          Tiling.ROWS,
          Tiling.ROWS,
          b,
          b0,
          Tiling.COLUMNS,
          start,
          s0,
          sRow,
          c,
          c0,
          ldc);
    }
  }

  private static void load(int rows, int columns, float[] start, int s0, int sRow, float[] tile) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(start, s0 + i * sRow, tile, i * Tiling.COLUMNS, columns);
    }
  }

  private static void store(int rows, int columns, float[] tile, float[] c, int c0, int ldc) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(tile, i * Tiling.COLUMNS, c, c0 + i * ldc, columns);
    }
  }
}
