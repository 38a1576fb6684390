package org.ae4j.kernels.vector;

/**
 * Multiplies rows of A by panels of B, one depth block deep, tile by tile: C = start + A B.
 *
 * <p>Panels are the outer loop and rows the inner one, so that a panel's slice is read from near
 * the core by all tiles. A tile that lies partly outside C is computed in full in the thread's own
 * buffer and copied out, which is all that edges need. Fewer rows than half a tile go one by one
 * through the {@link RowKernel}, many of them in the {@link TallTiles} where there are registers
 * for these.
 */
final class BlockProduct {

  private BlockProduct() {}

  /** Multiplies the workspace's operands: C has m x n elements and the block k depths. */
  static void multiply(Workspace workspace, int m, int n, int k) {
    int rowBlock = Tiling.rowBlock(k);
    for (int from = 0; from < m; from += rowBlock) {
      int to = Math.min(from + rowBlock, m);
      if (tall(workspace, to - from, n)) {
        TallTiles.multiply(workspace, from, to, n, k);
        continue;
      }
      int tail = (to - from) % Tiling.ROWS;
      int tiled = 2 * tail < Tiling.ROWS ? to - tail : to;
      if (tiled > from) {
        tiles(workspace, from, tiled, n, k);
      }
      for (int i = tiled; i < to; i++) {
        row(workspace, i, n, k);
      }
    }
  }

  private static boolean tall(Workspace workspace, int rows, int n) {
    return Tiling.MANY_REGISTERS
        && rows >= TallTiles.FEWEST
        && workspace.b.inner == Tiling.COLUMNS
        && packed(workspace, n);
  }

  /** Tells whether A is packed for C to have {@code n} columns. */
  private static boolean packed(Workspace workspace, int n) {
    return n >= (workspace.a.inner == 1 ? Tiling.PACK_A : Tiling.PACK_A_TRANSPOSED);
  }

  private static void tiles(Workspace workspace, int from, int to, int n, int k) {
    boolean packed = packed(workspace, n);
    float[] rowPanels = packed ? packRows(workspace, from, to, k) : workspace.tile;
    Operand start = workspace.start;
    Operand c = workspace.c;
    float[] edge = workspace.tile;
    for (int j = 0; j < n; j += Tiling.COLUMNS) {
      int columns = Math.min(Tiling.COLUMNS, n - j);
      int b0 = workspace.b.at(j / Tiling.COLUMNS, 0);
      for (int i = from; i < to; i += Tiling.ROWS) {
        int rows = Math.min(Tiling.ROWS, to - i);
        boolean whole = rows == Tiling.ROWS && columns == Tiling.COLUMNS;
        float[] s = start.array;
        int s0 = start.at(i, j);
        int sRow = start.outer;
        float[] d = c.array;
        int d0 = c.at(i, j);
        int dRow = c.outer;
        if (!whole) {
          copy(rows, columns, s, s0, sRow, edge, 0, Tiling.COLUMNS);
          s = edge;
          s0 = 0;
          sRow = Tiling.COLUMNS;
          d = edge;
          d0 = 0;
          dRow = Tiling.COLUMNS;
        }
        if (packed) {
          int a0 = rowPanel(i - from, k);
          packedTile(workspace, k, rowPanels, a0, b0, s, s0, sRow, d, d0, dRow);
        } else {
          tile(workspace, k, i, rows, b0, s, s0, sRow, d, d0, dRow);
        }
        if (!whole) {
          copy(rows, columns, edge, 0, Tiling.COLUMNS, c.array, c.at(i, j), c.outer);
        }
      }
    }
  }

  private static void tile(
      Workspace workspace,
      int k,
      int i,
      int rows,
      int b0,
      float[] s,
      int s0,
      int sRow,
      float[] d,
      int d0,
      int dRow) {
    Operand a = workspace.a;
    Operand b = workspace.b;
    int a0 = a.at(i, 0);
    if (Tiling.MANY_REGISTERS) {
      MicroKernel8x2.run(
          k, a.array, a0, a.outer, a.inner, rows, b.array, b0, b.inner, s, s0, sRow, d, d0, dRow);
    } else {
      MicroKernel4x3.run(
          k, a.array, a0, a.outer, a.inner, rows, b.array, b0, b.inner, s, s0, sRow, d, d0, dRow);
    }
  }

  private static void packedTile(
      Workspace workspace,
      int k,
      float[] a,
      int a0,
      int b0,
      float[] s,
      int s0,
      int sRow,
      float[] d,
      int d0,
      int dRow) {
    Operand b = workspace.b;
    int width = Tiling.ROW_PANEL;
    int rows = Tiling.ROWS;
    if (!Tiling.MANY_REGISTERS) {
      MicroKernel4x3.run(k, a, a0, 1, width, rows, b.array, b0, b.inner, s, s0, sRow, d, d0, dRow);
    } else if (b.inner == Tiling.COLUMNS) {
      PackedMicroKernel8x2.run(k, a, a0, b.array, b0, s, s0, sRow, d, d0, dRow);
    } else {
      MicroKernel8x2.run(k, a, a0, 1, width, rows, b.array, b0, b.inner, s, s0, sRow, d, d0, dRow);
    }
  }

  private static void row(Workspace workspace, int i, int n, int k) {
    Operand a = workspace.a;
    Operand b = workspace.b;
    Operand start = workspace.start;
    Operand c = workspace.c;
    int a0 = a.at(i, 0);
    int last = (n - 1) / Tiling.LANES;
    int width = RowKernel.VECTORS * Tiling.LANES;
    for (int j = 0; j < n; j += width) {
      int first = j / Tiling.LANES;
      int s0 = start.at(i, j);
      int d0 = c.at(i, j);
      int columns = Math.min(width, n - j);
      if (columns == width) {
        RowKernel.run(
            k,
            a.array,
            a0,
            a.inner,
            b.array,
            b.offset,
            b.outer,
            b.inner,
            first,
            last,
            start.array,
            s0,
            c.array,
            d0);
      } else {
        float[] edge = workspace.tile;
        System.arraycopy(start.array, s0, edge, 0, columns);
        RowKernel.run(
            k, a.array, a0, a.inner, b.array, b.offset, b.outer, b.inner, first, last, edge, 0,
            edge, 0);
        System.arraycopy(edge, 0, c.array, d0, columns);
      }
    }
  }

  private static float[] packRows(Workspace workspace, int from, int to, int k) {
    Operand a = workspace.a;
    int width = Tiling.ROW_PANEL;
    float[] panels = workspace.packedA((to - from + width - 1) / width * width * k);
    for (int i = from; i < to; i += width) {
      int rows = Math.min(width, to - i);
      int p = rowPanel(i - from, k);
      if (a.inner == 1) {
        Packing.transpose(k, rows, a.array, a.at(i, 0), a.outer, panels, p, width);
      } else {
        Packing.copy(k, rows, a.array, a.at(i, 0), a.inner, panels, p, width);
      }
    }
    return panels;
  }

  private static int rowPanel(int i, int k) {
    return i / Tiling.ROW_PANEL * Tiling.ROW_PANEL * k + i % Tiling.ROW_PANEL;
  }

  static void copy(int rows, int columns, float[] x, int x0, int ldx, float[] y, int y0, int ldy) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(x, x0 + i * ldx, y, y0 + i * ldy, columns);
    }
  }
}
