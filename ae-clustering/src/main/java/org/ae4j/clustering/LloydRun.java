package org.ae4j.clustering;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/** The state of one of the runs of {@link LloydRuns}. */
final class LloydRun {
  private static final int NONE = -1;

  private final FMatrixRMaj centres;
  private final int[] labels;
  private final int[] before;
  private final float[] squares;
  private final double meanVariance;
  private final double[] sums;
  private int[] counts;
  private int iterations;

  LloydRun(CentredRows rows, int[] chosen) {
    int columns = rows.columns();
    this.centres = new FMatrixRMaj(chosen.length, columns);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(rows.rows().data, chosen[i] * columns, centres.data, i * columns, columns);
    }
    this.labels = new int[rows.count()];
    this.before = new int[rows.count()];
    this.squares = new float[rows.count()];
    this.meanVariance = rows.meanVariance();
    this.sums = new double[chosen.length * columns];
    this.counts = new int[chosen.length];
    Arrays.fill(labels, NONE);
  }

  FMatrixRMaj centres() {
    return centres;
  }

  int iterations() {
    return iterations;
  }

  void beginRound() {
    System.arraycopy(labels, 0, before, 0, labels.length);
  }

  void assign(int row, int label, float square) {
    labels[row] = label;
    squares[row] = Math.max(0, square);
  }

  /**
   * Counts the rows of each cluster; a cluster without any gets the row that is farthest from its
   * own centre, of a cluster that keeps others.
   */
  void fillEmpty() {
    counts = new int[centres.numRows];
    for (int label : labels) {
      counts[label]++;
    }
    for (int cluster = 0; cluster < counts.length; cluster++) {
      if (counts[cluster] == 0) {
        int farthest = NONE;
        for (int row = 0; row < labels.length; row++) {
          if (counts[labels[row]] > 1 && (farthest == NONE || squares[row] > squares[farthest])) {
            farthest = row;
          }
        }
        counts[labels[farthest]]--;
        counts[cluster]++;
        labels[farthest] = cluster;
        squares[farthest] = 0;
      }
    }
  }

  void moveRow(FMatrixRMaj rows, int row, int fromColumn, int toColumn) {
    int to = labels[row];
    int from = before[row];
    if (from == to) {
      return;
    }
    int columns = rows.numCols;
    int source = row * columns;
    int target = to * columns;
    for (int i = fromColumn; i < toColumn; i++) {
      sums[target + i] += rows.data[source + i];
    }
    if (from != NONE) {
      int left = from * columns;
      for (int i = fromColumn; i < toColumn; i++) {
        sums[left + i] -= rows.data[source + i];
      }
    }
  }

  /** Moves the centres to the means of their rows; tells whether the run has converged. */
  boolean moveCentres(double tolerance) {
    iterations++;
    double shift = 0;
    for (int i = 0; i < sums.length; i++) {
      float mean = (float) (sums[i] / counts[i / centres.numCols]);
      double d = (double) mean - centres.data[i];
      shift += d * d;
      centres.data[i] = mean;
    }
    return shift <= tolerance * meanVariance || Arrays.equals(labels, before);
  }

  Assignment assignment() {
    return new Assignment(labels, squares);
  }
}
