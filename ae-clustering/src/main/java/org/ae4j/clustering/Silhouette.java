package org.ae4j.clustering;

import java.util.Arrays;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.RandomStream;
import org.ejml.data.FMatrixRMaj;

/**
 * How much nearer rows are to their own cluster than to the next (Rousseeuw, 1987): for each row (b
 * - a) / max(a, b) with the mean distance a to the others of its cluster and b to those of the
 * nearest other one; from -1 to 1, and 0 for a row alone in its cluster.
 *
 * @param mean over all rows looked at
 * @param ofClusters the mean over the rows of each cluster, NaN where none was looked at
 */
public record Silhouette(double mean, double[] ofClusters) {

  /**
   * Measures rows, or a sample of them, among which distances are then taken.
   *
   * @param most rows looked at; more take time and memory that grow with their square
   * @param seed of the sample
   * @return NaN where all rows looked at are in one cluster
   */
  public static Silhouette of(
      FMatrixRMaj rows, int[] labels, int most, long seed, Compute compute) {
    if (most < 2) {
      throw new ConfigurationException(
          "a silhouette needs a sample of at least 2 rows, got " + most);
    }
    int[] chosen = new int[rows.numRows];
    Arrays.setAll(chosen, i -> i);
    if (rows.numRows > most) {
      RandomStream.of(seed).named("silhouette").permute(chosen);
      chosen = Arrays.copyOf(chosen, most);
    }
    FMatrixRMaj sample = new FMatrixRMaj(chosen.length, rows.numCols);
    int[] own = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(
          rows.data, chosen[i] * rows.numCols, sample.data, i * rows.numCols, rows.numCols);
      own[i] = labels[chosen[i]];
    }
    return of(CentredRows.of(sample, compute), own, compute);
  }

  private static Silhouette of(CentredRows rows, int[] labels, Compute compute) {
    int clusters = Arrays.stream(labels).max().orElse(0) + 1;
    int[] sizes = new int[clusters];
    for (int label : labels) {
      sizes[label]++;
    }
    double[] values = new double[labels.length];
    new Scores(compute, rows.rows(), rows.rows())
        .forEach(
            (row, scores, at) -> {
              double[] sums = new double[clusters];
              for (int i = 0; i < labels.length; i++) {
                double square = rows.squares()[row] - 2.0 * scores[at + i];
                sums[labels[i]] += i == row ? 0 : Math.sqrt(Math.max(0, square));
              }
              values[row] = value(sums, sizes, labels[row]);
            });
    double[] means = new double[clusters];
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      means[labels[row]] += values[row] / sizes[labels[row]];
      sum += values[row];
    }
    for (int cluster = 0; cluster < clusters; cluster++) {
      means[cluster] = sizes[cluster] == 0 ? Double.NaN : means[cluster];
    }
    return new Silhouette(sum / values.length, means);
  }

  private static double value(double[] sums, int[] sizes, int own) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int cluster = 0; cluster < sums.length; cluster++) {
      if (cluster != own && sizes[cluster] > 0) {
        nearest = Math.min(nearest, sums[cluster] / sizes[cluster]);
      }
    }
    if (nearest == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    if (sizes[own] == 1) {
      return 0;
    }
    double within = sums[own] / (sizes[own] - 1);
    double greater = Math.max(within, nearest);
    return greater == 0 ? 0 : (nearest - within) / greater;
  }
}
