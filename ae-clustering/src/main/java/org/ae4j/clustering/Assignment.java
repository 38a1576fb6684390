package org.ae4j.clustering;

import org.ejml.data.FMatrixRMaj;

/**
 * The nearest centre of each row, the first of those that are equally near.
 *
 * @param squares the squared distance to it
 */
record Assignment(int[] labels, float[] squares) {

  static Assignment of(FMatrixRMaj rows, FMatrixRMaj centres, Compute compute) {
    CentredRows centred = CentredRows.of(rows, compute);
    FMatrixRMaj moved = centres.copy();
    for (int i = 0; i < moved.numRows * moved.numCols; i++) {
      moved.data[i] -= centred.mean()[i % moved.numCols];
    }
    return of(centred, moved, compute);
  }

  static Assignment of(CentredRows rows, FMatrixRMaj centres, Compute compute) {
    int k = centres.numRows;
    Assignment result = new Assignment(new int[rows.count()], new float[rows.count()]);
    new Scores(compute, rows.rows(), centres)
        .forEach(
            (row, scores, at) -> {
              int best = best(scores, at, k);
              result.labels[row] = best;
              result.squares[row] = Math.max(0, rows.squares()[row] - 2 * scores[at + best]);
            });
    return result;
  }

  /** Returns which of {@code k} scores is the greatest, the first of equal ones. */
  static int best(float[] scores, int at, int k) {
    int best = 0;
    float most = scores[at];
    for (int i = 1; i < k; i++) {
      if (scores[at + i] > most) {
        most = scores[at + i];
        best = i;
      }
    }
    return best;
  }

  double inertia() {
    double sum = 0;
    for (float square : squares) {
      sum += square;
    }
    return sum;
  }

  Clustering toClustering(FMatrixRMaj centres, int iterations) {
    float[] distances = new float[squares.length];
    for (int row = 0; row < distances.length; row++) {
      distances[row] = (float) Math.sqrt(squares[row]);
    }
    return new Clustering(centres, labels, distances, inertia(), iterations);
  }
}
