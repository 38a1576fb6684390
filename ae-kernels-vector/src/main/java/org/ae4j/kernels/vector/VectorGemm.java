package org.ae4j.kernels.vector;

import java.util.Arrays;
import org.ae4j.api.kernels.Activation;
import org.jspecify.annotations.Nullable;

/**
 * The matrix products of {@link org.ae4j.api.kernels.Kernels} on the Vector API; {@link Tiling}
 * says how.
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
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 0) {
      if (!accumulate) {
        for (int i = 0; i < m; i++) {
          Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0f);
        }
      }
      return;
    }
    Workspace workspace = Workspace.current();
    int aRow = transposeA ? 1 : lda;
    int aDepth = transposeA ? lda : 1;
    int depth = Tiling.depthBlock(k);
    int direct = transposeB || m >= Tiling.PACK_ROWS ? 0 : n / Tiling.COLUMNS * Tiling.COLUMNS;
    for (int l = 0; l < k; l += depth) {
      int d = Math.min(depth, k - l);
      boolean fromC = accumulate || l > 0;
      if (direct > 0) {
        block(
            workspace,
            m,
            direct,
            d,
            a,
            aOffset + l * aDepth,
            aRow,
            aDepth,
            b,
            bOffset + l * ldb,
            Tiling.COLUMNS,
            ldb,
            fromC,
            c,
            cOffset,
            ldc);
      }
      for (int j = direct; j < n; j += Tiling.COLUMN_BLOCK) {
        int w = Math.min(Tiling.COLUMN_BLOCK, n - j);
        float[] panels = workspace.b(Tiling.panels(w) * Tiling.COLUMNS * d);
        packColumns(
            transposeB,
            d,
            w,
            b,
            transposeB ? bOffset + j * ldb + l : bOffset + l * ldb + j,
            ldb,
            panels);
        block(
            workspace,
            m,
            w,
            d,
            a,
            aOffset + l * aDepth,
            aRow,
            aDepth,
            panels,
            0,
            d * Tiling.COLUMNS,
            Tiling.COLUMNS,
            fromC,
            c,
            cOffset + j,
            ldc);
      }
    }
  }

  private static void block(
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
      boolean fromC,
      float[] c,
      int c0,
      int ldc) {
    for (int i = 0; i < m; i += Tiling.ROW_BLOCK) {
      int rows = Math.min(Tiling.ROW_BLOCK, m - i);
      int d = c0 + i * ldc;
      if (fromC) {
        BlockProduct.multiply(
            workspace,
            rows,
            n,
            k,
            a,
            a0 + i * aRow,
            aRow,
            aDepth,
            b,
            b0,
            bPanel,
            bDepth,
            c,
            d,
            ldc,
            1,
            c,
            d,
            ldc);
      } else {
        BlockProduct.multiply(
            workspace,
            rows,
            n,
            k,
            a,
            a0 + i * aRow,
            aRow,
            aDepth,
            b,
            b0,
            bPanel,
            bDepth,
            ZEROS,
            0,
            0,
            0,
            c,
            d,
            ldc);
      }
    }
  }

  private static void packColumns(
      boolean transposed, int depth, int width, float[] b, int b0, int ldb, float[] panels) {
    for (int j = 0; j < width; j += Tiling.COLUMNS) {
      int columns = Math.min(Tiling.COLUMNS, width - j);
      int p = j * depth;
      if (columns < Tiling.COLUMNS) {
        Arrays.fill(panels, p, p + depth * Tiling.COLUMNS, 0f);
      }
      if (transposed) {
        Packing.transpose(depth, columns, b, b0 + j * ldb, ldb, panels, p, Tiling.COLUMNS);
      } else {
        Packing.copy(depth, columns, b, b0 + j, ldb, panels, p, Tiling.COLUMNS);
      }
    }
  }

  static int packedLength(int depth, int width) {
    return Math.multiplyExact(Math.multiplyExact(Tiling.panels(width), Tiling.COLUMNS), depth);
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
    int panel = depth * Tiling.COLUMNS;
    for (int j = from; j < to; ) {
      int inPanel = j % Tiling.COLUMNS;
      int columns = Math.min(Tiling.COLUMNS - inPanel, to - j);
      int p = j / Tiling.COLUMNS * panel + inPanel;
      if (transposed) {
        Packing.transpose(
            depth, columns, source, sourceOffset + j * ld, ld, packed, p, Tiling.COLUMNS);
      } else {
        Packing.copy(
            toRow - fromRow,
            columns,
            source,
            sourceOffset + fromRow * ld + j,
            ld,
            packed,
            p + fromRow * Tiling.COLUMNS,
            Tiling.COLUMNS);
      }
      j += columns;
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
    Workspace workspace = Workspace.current();
    int block = Math.max(1, Tiling.depthBlock(depth));
    int panel = depth * Tiling.COLUMNS;
    for (int i = 0; i < rows; i += Tiling.ROW_BLOCK) {
      int m = Math.min(Tiling.ROW_BLOCK, rows - i);
      int x = aOffset + i * lda;
      int d = cOffset + i * ldc;
      // do-while: a product of depth zero still starts from the bias
      int l = 0;
      do {
        int k = Math.min(block, depth - l);
        int p = l * Tiling.COLUMNS;
        if (l > 0) {
          BlockProduct.multiply(
              workspace,
              m,
              width,
              k,
              a,
              x + l,
              lda,
              1,
              packed,
              p,
              panel,
              Tiling.COLUMNS,
              c,
              d,
              ldc,
              1,
              c,
              d,
              ldc);
        } else if (bias != null) {
          BlockProduct.multiply(
              workspace,
              m,
              width,
              k,
              a,
              x + l,
              lda,
              1,
              packed,
              p,
              panel,
              Tiling.COLUMNS,
              bias,
              0,
              0,
              1,
              c,
              d,
              ldc);
        } else {
          BlockProduct.multiply(
              workspace,
              m,
              width,
              k,
              a,
              x + l,
              lda,
              1,
              packed,
              p,
              panel,
              Tiling.COLUMNS,
              ZEROS,
              0,
              0,
              0,
              c,
              d,
              ldc);
        }
        l += block;
      } while (l < depth);
      if (activation != Activation.LINEAR) {
        for (int r = 0; r < m; r++) {
          VectorElementwise.activate(activation, parameter, width, c, d + r * ldc, c, d + r * ldc);
        }
      }
    }
  }
}
