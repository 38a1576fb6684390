package org.ae4j.clustering;

import org.ae4j.api.kernels.Activation;
import org.ejml.data.FMatrixRMaj;

/**
 * Compares rows with centres by one matrix product: the squared distance is |x|^2 - 2 s with the
 * score s = x c - |c|^2 / 2, so that the nearest centre has the greatest score.
 */
final class Scores {
  /** Rows whose scores a thread holds at once. */
  private static final int BLOCK = 256;

  private final Compute compute;
  private final FMatrixRMaj rows;
  private final int width;
  private final float[] packed;
  private final float[] bias;

  Scores(Compute compute, FMatrixRMaj rows, FMatrixRMaj centres) {
    this.compute = compute;
    this.rows = rows;
    this.width = centres.numRows;
    int columns = centres.numCols;
    this.packed = new float[compute.kernels().packedLength(columns, width)];
    compute.kernels().pack(true, columns, width, centres.data, 0, columns, 0, width, packed);
    this.bias = new float[width];
    for (int centre = 0; centre < width; centre++) {
      int at = centre * columns;
      bias[centre] =
          (float) (-0.5 * compute.kernels().sumOfSquares(centres.data, at, at + columns));
    }
  }

  /** Takes a row's scores, one a centre from {@code offset} on; called on any thread. */
  interface Taker {
    void take(int row, float[] scores, int offset);
  }

  /** Hands over the scores of all rows, each thread its own rows in order. */
  void forEach(Taker taker) {
    compute.split(
        rows.numRows,
        (from, to) -> {
          float[] scores = new float[Math.min(BLOCK, to - from) * width];
          for (int first = from; first < to; first += BLOCK) {
            int count = Math.min(BLOCK, to - first);
            compute
                .kernels()
                .multiplyPacked(
                    count,
                    width,
                    rows.numCols,
                    rows.data,
                    first * rows.numCols,
                    rows.numCols,
                    packed,
                    bias,
                    Activation.LINEAR,
                    0,
                    scores,
                    0,
                    width);
            for (int i = 0; i < count; i++) {
              taker.take(first + i, scores, i * width);
            }
          }
        });
  }
}
