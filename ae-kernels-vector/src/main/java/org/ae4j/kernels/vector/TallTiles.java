package org.ae4j.kernels.vector;

/**
 * Multiplies rows of A by packed panels of B in tiles of 14 rows, for processors with 32 vector
 * registers.
 *
 * <p>What 14 does not divide goes in tiles of 8, two for 15 and 16 rows and one for 3 to 8; 9 to 13
 * rows go in one more tile of 14, whose last rows are computed and dropped.
 *
 * <pre>
 *   rows    0 ... 13 | 14 ... 27 | 28 ... 33     (34 of them: two tiles of 14, a rest of 6)
 *   panels  14 wide  | 14 wide   |
 *                          18 .... .... 33       16 wide: the rest are its last 6 rows
 * </pre>
 *
 * <p>All of A is packed, by whole vectors: with 16 lanes the panel of a tall tile takes 16 rows
 * from A, of which the last two lie in the next panel and are overwritten by it, depth by depth.
 */
final class TallTiles {

  /** Fewest rows that this class multiplies. */
  static final int FEWEST = 12;

  static final int TALL = PackedMicroKernel14x2.ROWS;
  static final int SHORT = 8;
  static final int REST = 2 * SHORT;

  private TallTiles() {}

  /** Multiplies the workspace's operands for the rows from {@code from} to {@code to}. */
  static void multiply(Workspace workspace, int from, int to, int n, int k) {
    int tall = (to - from - REST + TALL - 1) / TALL;
    int rest = to - from - tall * TALL;
    if (rest > SHORT && rest <= TALL) {
      tall++;
      rest = 0;
    }
    float[] panels = workspace.packedA(tall * TALL * k + REST * Math.max(k, 1));
    for (int t = 0; t < tall; t++) {
      pack(workspace, from + t * TALL, to, k, panels, t * TALL * k, TALL);
    }
    int restPanel = tall * TALL * k;
    int restRow = Math.max(from, to - REST);
    if (rest > 0) {
      pack(workspace, restRow, to, k, panels, restPanel, REST);
    }
    for (int j = 0; j < n; j += Tiling.COLUMNS) {
      int columns = Math.min(Tiling.COLUMNS, n - j);
      int b0 = workspace.b.at(j / Tiling.COLUMNS, 0);
      for (int t = 0; t < tall; t++) {
        int i = from + t * TALL;
        tile(workspace, TALL, k, panels, t * TALL * k, b0, i, i, to, j, columns);
      }
      if (rest > SHORT) {
        tile(workspace, SHORT, k, panels, restPanel, b0, restRow, to - rest, to, j, columns);
      }
      if (rest > 0) {
        int row = to - SHORT;
        int first = rest > SHORT ? restRow + SHORT : to - rest;
        int p = restPanel + row - restRow;
        tile(workspace, SHORT, k, panels, p, b0, row, first, to, j, columns);
      }
    }
  }

  /**
   * Computes the tile whose first row is {@code row}, and keeps its rows from {@code first} to
   * {@code end}.
   */
  private static void tile(
      Workspace workspace,
      int height,
      int k,
      float[] a,
      int a0,
      int b0,
      int row,
      int first,
      int end,
      int j,
      int columns) {
    float[] b = workspace.b.array;
    Operand start = workspace.start;
    Operand c = workspace.c;
    int ld = Tiling.COLUMNS;
    int skipped = first - row;
    int kept = Math.min(height, end - row) - skipped;
    if (kept == height && columns == ld) {
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

  /**
   * Packs the rows from {@code i} on, by whole vectors: what a panel has of rows from {@code to} on
   * is anything. Where vectors would reach beyond A's array, which only the last depth of a
   * transposed A does, just the rows up to {@code to} are read.
   */
  private static void pack(
      Workspace workspace, int i, int to, int k, float[] panels, int p, int width) {
    Operand a = workspace.a;
    int taken = Math.max(width, Tiling.LANES);
    int rows = Math.min(width, to - i);
    boolean fits = k == 0 || a.at(i + taken - 1, k - 1) < a.array.length;
    if (a.inner != 1) {
      int whole = fits ? k : k - 1;
      Packing.copy(whole, taken, a.array, a.at(i, 0), a.inner, panels, p, width);
      for (int l = whole; l < k; l++) {
        System.arraycopy(a.array, a.at(i, l), panels, p + l * width, rows);
      }
    } else if (fits) {
      Packing.transpose(k, taken, a.array, a.at(i, 0), a.outer, panels, p, width);
    } else {
      float[] copy = workspace.rows(taken * k);
      BlockProduct.copy(rows, k, a.array, a.at(i, 0), a.outer, copy, 0, k);
      Packing.transpose(k, taken, copy, 0, k, panels, p, width);
    }
  }
}
