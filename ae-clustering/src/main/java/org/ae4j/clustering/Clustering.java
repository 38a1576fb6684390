package org.ae4j.clustering;

import org.ae4j.api.ShapeException;
import org.ejml.data.FMatrixRMaj;

/**
 * Rows in groups. The matrix and the arrays are the result's own and must not be changed.
 *
 * @param centres one a row, in the units of the rows
 * @param labels the cluster of each row, from 0
 * @param distances of each row from its cluster's centre
 * @param inertia the sum of the squared distances
 * @param iterations that the best of all restarts took
 */
public record Clustering(
    FMatrixRMaj centres, int[] labels, float[] distances, double inertia, int iterations) {

  /** Returns the number of clusters, which is lower than asked where fewer rows are distinct. */
  public int clusters() {
    return centres.numRows;
  }

  /** Returns the number of rows of each cluster. */
  public int[] sizes() {
    int[] sizes = new int[clusters()];
    for (int label : labels) {
      sizes[label]++;
    }
    return sizes;
  }

  /** Returns the members of a cluster, the nearest to its centre first, at most so many. */
  public int[] nearest(int cluster, int most) {
    return java.util.stream.IntStream.range(0, labels.length)
        .filter(row -> labels[row] == cluster)
        .boxed()
        .sorted(java.util.Comparator.comparingDouble(row -> distances[row]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Returns the same clusters with the means of other rows as centres, such as those of rows whose
   * {@link Directions} were grouped. Distances and inertia stay those of the rows that were
   * grouped.
   *
   * @param rows as many as were grouped, in the same order
   */
  public Clustering withMeansOf(FMatrixRMaj rows) {
    if (rows.numRows != labels.length) {
      throw new ShapeException(
          "the means of clusters of %d rows were asked for %d rows"
              .formatted(labels.length, rows.numRows));
    }
    int columns = rows.numCols;
    int[] sizes = sizes();
    double[] sums = new double[clusters() * columns];
    for (int row = 0; row < labels.length; row++) {
      for (int i = 0; i < columns; i++) {
        sums[labels[row] * columns + i] += rows.data[row * columns + i];
      }
    }
    FMatrixRMaj means = new FMatrixRMaj(clusters(), columns);
    for (int i = 0; i < sums.length; i++) {
      means.data[i] = (float) (sums[i] / Math.max(1, sizes[i / columns]));
    }
    return new Clustering(means, labels, distances, inertia, iterations);
  }

  /** Returns rows in groups that are known, with their distances from given centres. */
  static Clustering of(
      FMatrixRMaj rows, FMatrixRMaj centres, int[] labels, Metric metric, int iterations) {
    int columns = rows.numCols;
    float[] distances = new float[labels.length];
    double inertia = 0;
    for (int row = 0; row < labels.length; row++) {
      double square = metric.square(rows.data, row * columns, centres.data, labels[row] * columns);
      distances[row] = (float) Math.sqrt(square);
      inertia += square;
    }
    return new Clustering(centres, labels, distances, inertia, iterations);
  }

  /** Gives rows to the nearest of given centres. */
  public static Clustering assign(FMatrixRMaj rows, FMatrixRMaj centres, Compute compute) {
    return Assignment.of(rows, centres, compute).toClustering(centres, 0);
  }
}
