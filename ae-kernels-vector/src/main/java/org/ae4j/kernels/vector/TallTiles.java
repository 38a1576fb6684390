package org.ae4j.kernels.vector;

/**
 * Multiplies rows of A by packed panels of B in tiles of 14 rows, for processors with 32 vector
 * registers.
 *
 * <p>The rows are cut into tiles of 14, and a rest of 3 to 16 rows that goes in tiles of 8. All of
 * A is packed, by whole vectors: with 16 lanes each panel takes 16 rows from A, two of which lie in
 * the next panel and are overwritten by it, depth by depth. The rest's panel takes the last 16
 * rows, whether or not a tile of 14 has some of them too.
 *
 * <pre>
 *   rows    0 ... 13 | 14 ... 27 | 28 ... 33     (34 of them: two tiles of 14, a rest of 6)
 *   panels  14 wide  | 14 wide   |
 *                          18 .... .... 33       16 wide: the rest are its last 6 rows
 * </pre>
 */
final class TallTiles {

  /** Fewest rows that this class multiplies. */
  static final int FEWEST = 16;

  private static final int TALL = PackedMicroKernel14x2.ROWS;
  private static final int SHORT = 8;
  private static final int REST = 2 * SHORT;

  /** Rows that are copied into a panel at once: a whole vector where there are so many lanes. */
  private static final int TAKEN = Math.max(TALL, Tiling.LANES);

  private TallTiles() {}

  /** Multiplies the workspace's operands for the rows from {@code from} to {@code to}. */
  static void multiply(Workspace workspace, int from, int to, int n, int k) {
    int tall = (to - from - REST + TALL - 1) / TALL;
    int rest = from + tall * TALL;
    float[] panels = packRows(workspace, from, tall, to, k);
    int restPanel = tall * TALL * k;
    for (int j = 0; j < n; j += Tiling.COLUMNS) {
      int columns = Math.min(Tiling.COLUMNS, n - j);
      int b0 = workspace.b.at(j / Tiling.COLUMNS, 0);
      for (int t = 0; t < tall; t++) {
        int i = from + t * TALL;
        tile(workspace, TALL, k, panels, t * TALL * k, b0, i, i, j, columns);
      }
      if (to - rest > SHORT) {
        tile(workspace, SHORT, k, panels, restPanel, b0, to - REST, rest, j, columns);
      }
      int first = Math.max(rest, to - SHORT);
      tile(workspace, SHORT, k, panels, restPanel + SHORT, b0, to - SHORT, first, j, columns);
    }
  }

  /** Computes the tile whose first row is {@code row}, and keeps its rows from {@code first} on. */
  private static void tile(
      Workspace workspace,
      int height,
      int k,
      float[] a,
      int a0,
      int b0,
      int row,
      int first,
      int j,
      int columns) {
    float[] b = workspace.b.array;
    Operand start = workspace.start;
    Operand c = workspace.c;
    if (first == row && columns == Tiling.COLUMNS) {
      run(
          height,
          k,
          a,
          a0,
          b,
          b0,
          start.array,
          start.at(row, j),
          start.outer,
          c.array,
          c.at(row, j),
          c.outer);
      return;
    }
    int ld = Tiling.COLUMNS;
    int skipped = first - row;
    int kept = height - skipped;
    float[] edge = workspace.tile;
    BlockProduct.copy(
        kept, columns, start.array, start.at(first, j), start.outer, edge, skipped * ld, ld);
    run(height, k, a, a0, b, b0, edge, 0, ld, edge, 0, ld);
    BlockProduct.copy(kept, columns, edge, skipped * ld, ld, c.array, c.at(first, j), c.outer);
  }

  private static void run(
      int height,
      int k,
      float[] a,
      int a0,
      float[] b,
      int b0,
      float[] s,
      int s0,
      int sRow,
      float[] d,
      int d0,
      int dRow) {
    if (height == TALL) {
      PackedMicroKernel14x2.run(k, a, a0, b, b0, s, s0, sRow, d, d0, dRow);
    } else {
      PackedMicroKernel8x2.run(k, a, a0, b, b0, s, s0, sRow, d, d0, dRow);
    }
  }

  private static float[] packRows(Workspace workspace, int from, int tall, int to, int k) {
    float[] panels = workspace.packedA((tall * TALL + REST) * k);
    for (int t = 0; t < tall; t++) {
      pack(workspace.a, TAKEN, from + t * TALL, k, panels, t * TALL * k, TALL);
    }
    pack(workspace.a, REST, to - REST, k, panels, tall * TALL * k, REST);
    return panels;
  }

  private static void pack(Operand a, int rows, int i, int k, float[] panels, int p, int width) {
    if (a.inner == 1) {
      Packing.transpose(k, rows, a.array, a.at(i, 0), a.outer, panels, p, width);
    } else {
      Packing.copy(k, rows, a.array, a.at(i, 0), a.inner, panels, p, width);
    }
  }
}
