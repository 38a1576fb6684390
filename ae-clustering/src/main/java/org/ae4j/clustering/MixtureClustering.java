package org.ae4j.clustering;

import org.ae4j.api.ConfigurationException;
import org.ae4j.core.latent.GaussianMixture;
import org.ejml.data.FMatrixRMaj;

/**
 * Groups rows by a mixture of Gaussians with full covariances, begun with the clusters of k-means;
 * a row belongs to the component that has the greatest share in it.
 *
 * @param start finds the first clusters
 * @param iterations the most rounds of expectation maximization
 */
public record MixtureClustering(KMeans start, int iterations) {
  /** Covariances have as many values squared, and each round takes time in proportion. */
  private static final int MAX_COLUMNS = 256;

  /**
   * Groups rows; components that own no row are left out.
   *
   * @throws ConfigurationException if rows have more than 256 values, or are fewer than clusters
   */
  public Clustering fit(FMatrixRMaj rows, Compute compute) {
    if (rows.numCols > MAX_COLUMNS) {
      throw new ConfigurationException(
          "a mixture of Gaussians is for rows of at most %d values, got %d; cluster the codes of a model"
              .formatted(MAX_COLUMNS, rows.numCols));
    }
    Clustering first = start.fit(rows, compute);
    GaussianMixture mixture = GaussianMixture.fit(rows, first.labels(), iterations);
    int[] labels = mixture.labels(rows);
    int[] kept = java.util.Arrays.stream(labels).distinct().sorted().toArray();
    FMatrixRMaj centres = new FMatrixRMaj(kept.length, rows.numCols);
    for (int i = 0; i < kept.length; i++) {
      double[] mean = mixture.mean(kept[i]);
      for (int j = 0; j < mean.length; j++) {
        centres.data[i * mean.length + j] = (float) mean[j];
      }
    }
    for (int row = 0; row < labels.length; row++) {
      labels[row] = java.util.Arrays.binarySearch(kept, labels[row]);
    }
    return Clustering.of(rows, centres, labels, Metric.plain(rows.numCols), iterations);
  }
}
