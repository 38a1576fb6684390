package org.ae4j.kernels.vector;

import java.util.Arrays;
import org.ae4j.api.kernels.Activation;
import org.jspecify.annotations.Nullable;

/**
 * The matrix products of {@link org.ae4j.api.kernels.Kernels} on the Vector API; {@link Tiling}
 * says how they are cut up.
 *
 * <p>B is read from panels, which hold {@link Tiling#COLUMNS} columns each, depth by depth. {@link
 * #multiplyPacked} gets them from its caller, and {@link #gemm} packs them block by block, unless A
 * has so few rows that reading B where it lies is cheaper. Bias comes in as the value from which
 * each sum starts.
 */
final class VectorGemm {

  private static final float[] ZEROS =
      new float[Math.max(Tiling.COLUMNS, RowKernel.VECTORS * Tiling.LANES)];

  private VectorGemm() {}

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
    if (k == 0 && !accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0f);
      }
    }
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    Workspace workspace = Workspace.current();
    int aRow = transposeA ? 1 : lda;
    int aDepth = transposeA ? lda : 1;
    int bColumn = transposeB ? ldb : 1;
    int bDepth = transposeB ? 1 : ldb;
    int depth = Tiling.depthBlock(k);
    boolean direct = !transposeB && m < Tiling.PACK_B;
    int directColumns = direct ? n / Tiling.COLUMNS * Tiling.COLUMNS : 0;
    for (int l = 0; l < k; l += depth) {
      int kk = Math.min(depth, k - l);
      boolean fromC = accumulate || l > 0;
      workspace.a.set(a, aOffset + l * aDepth, aRow, aDepth);
      if (directColumns > 0) {
        workspace.b.set(b, bOffset + l * ldb, Tiling.COLUMNS, ldb);
        result(workspace, fromC, c, cOffset, ldc);
        BlockProduct.multiply(workspace, m, directColumns, kk);
      }
      for (int j = directColumns; j < n; j += Tiling.COLUMN_BLOCK) {
        int nn = Math.min(Tiling.COLUMN_BLOCK, n - j);
        float[] panels = workspace.packedB(packedLength(kk, nn));
        packColumns(transposeB, kk, nn, b, bOffset + l * bDepth + j * bColumn, ldb, panels);
        workspace.b.set(panels, Tiling.FIRST, kk * Tiling.COLUMNS, Tiling.COLUMNS);
        result(workspace, fromC, c, cOffset + j, ldc);
        BlockProduct.multiply(workspace, m, nn, kk);
      }
    }
    workspace.release();
  }

  static int packedLength(int depth, int width) {
    int panels = (width + Tiling.COLUMNS - 1) / Tiling.COLUMNS;
    int floats = Math.multiplyExact(Math.multiplyExact(panels, Tiling.COLUMNS), depth);
    return Math.addExact(Tiling.FIRST, floats);
  }

  static void pack(
      boolean transposed,
      int depth,
      int width,
      float[] source,
      int sourceOffset,
      int ld,
      int fromRow,
      int toRow,
      float[] packed) {
    int from = transposed ? fromRow : 0;
    int to = transposed ? toRow : width;
    int next;
    for (int j = from; j < to; j = next) {
      int panel = j / Tiling.COLUMNS;
      next = Math.min((panel + 1) * Tiling.COLUMNS, to);
      int p = Tiling.FIRST + panel * Tiling.COLUMNS * depth + j % Tiling.COLUMNS;
      if (transposed) {
        int s = sourceOffset + j * ld;
        Packing.transpose(depth, next - j, source, s, ld, packed, p, Tiling.COLUMNS);
      } else {
        int s = sourceOffset + fromRow * ld + j;
        p += fromRow * Tiling.COLUMNS;
        Packing.copy(toRow - fromRow, next - j, source, s, ld, packed, p, Tiling.COLUMNS);
      }
    }
  }

  static void multiplyPacked(
      int rows,
      int width,
      int depth,
      float[] a,
      int aOffset,
      int lda,
      float[] packed,
      float @Nullable [] bias,
      Activation activation,
      float parameter,
      float[] c,
      int cOffset,
      int ldc) {
    multiplyPanels(
        rows,
        width,
        depth,
        a,
        aOffset,
        lda,
        1,
        packed,
        false,
        bias,
        activation,
        parameter,
        c,
        cOffset,
        ldc);
  }

  static void multiplyTransposedPacked(
      int rows,
      int width,
      int depth,
      float[] a,
      int aOffset,
      int lda,
      float[] packed,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    multiplyPanels(
        rows,
        width,
        depth,
        a,
        aOffset,
        1,
        lda,
        packed,
        accumulate,
        null,
        Activation.LINEAR,
        0f,
        c,
        cOffset,
        ldc);
  }

  /** Multiplies with A's element (i, l) at {@code aOffset + i * aRow + l * aDepth}. */
  private static void multiplyPanels(
      int rows,
      int width,
      int depth,
      float[] a,
      int aOffset,
      int aRow,
      int aDepth,
      float[] packed,
      boolean accumulate,
      float @Nullable [] bias,
      Activation activation,
      float parameter,
      float[] c,
      int cOffset,
      int ldc) {
    if (width == 0) {
      return;
    }
    Workspace workspace = Workspace.current();
    int block = Tiling.depthBlock(depth);
    int rowBlock = Tiling.rowBlock(width);
    for (int i = 0; i < rows; i += rowBlock) {
      int m = Math.min(rowBlock, rows - i);
      int a0 = aOffset + i * aRow;
      int c0 = cOffset + i * ldc;
      int l = 0;
      do { // once for a depth of zero too: the result is then the bias
        workspace.a.set(a, a0 + l * aDepth, aRow, aDepth);
        int b0 = Tiling.FIRST + l * Tiling.COLUMNS;
        workspace.b.set(packed, b0, depth * Tiling.COLUMNS, Tiling.COLUMNS);
        result(workspace, accumulate || l > 0, c, c0, ldc);
        if (l == 0 && bias != null) {
          workspace.start.set(bias, 0, 0, 1);
        }
        BlockProduct.multiply(workspace, m, width, Math.min(block, depth - l));
        l += block;
      } while (l < depth);
      activate(activation, parameter, m, width, c, c0, ldc);
    }
    workspace.release();
  }

  /** Sets C, and C or zeros as what the sums start from. */
  private static void result(Workspace workspace, boolean fromC, float[] c, int c0, int ldc) {
    workspace.c.set(c, c0, ldc, 1);
    if (fromC) {
      workspace.start.set(c, c0, ldc, 1);
    } else {
      workspace.start.set(ZEROS, 0, 0, 0);
    }
  }

  /** Packs columns into panels whose padding is zero, whatever the buffer held before. */
  private static void packColumns(
      boolean transposed, int depth, int width, float[] b, int b0, int ldb, float[] panels) {
    int whole = width / Tiling.COLUMNS * Tiling.COLUMNS;
    if (whole < width) {
      int padded = Tiling.FIRST + whole * depth;
      Arrays.fill(panels, padded, padded + Tiling.COLUMNS * depth, 0f);
    }
    pack(transposed, depth, width, b, b0, ldb, 0, transposed ? width : depth, panels);
  }

  private static void activate(
      Activation f, float parameter, int rows, int width, float[] c, int c0, int ldc) {
    if (f == Activation.LINEAR) {
      return;
    }
    if (ldc == width) {
      VectorElementwise.activate(f, parameter, rows * width, c, c0, c, c0);
      return;
    }
    for (int i = 0; i < rows; i++) {
      VectorElementwise.activate(f, parameter, width, c, c0 + i * ldc, c, c0 + i * ldc);
    }
  }
}
