package org.ae4j.clustering;

import org.ae4j.api.Arguments;

/**
 * The options of {@link DeepClustering}.
 *
 * @param clusters how many, at least 1
 * @param pretrain epochs of reconstruction alone before the clusters are looked for
 * @param interval steps between two refreshments of the targets
 * @param tolerance training ends when no more than this part of the rows changes its cluster
 *     between two refreshments
 * @param alpha degrees of freedom of the shares
 * @param restarts of the k-means that finds the first centres
 * @param whitening the power of the codes' deviations by which distances are divided, see {@link
 *     Metric}
 * @param weight of the clustering against the reconstruction, which goes on; 0 for clustering alone
 */
record DeepClusteringOptions(
    int clusters,
    int pretrain,
    int interval,
    double tolerance,
    double alpha,
    int restarts,
    double whitening,
    double weight) {
  static final String USAGE =
      "clusters=10 pretrain=5 interval=140 tolerance=0.001 alpha=1 restarts=20 whiten=0";

  static DeepClusteringOptions read(Arguments options, boolean reconstructs) {
    return new DeepClusteringOptions(
        options.whole("clusters", 1, 100_000, 10),
        options.whole("pretrain", 0, 1_000_000, 5),
        options.whole("interval", 1, 1_000_000_000, 140),
        options.number("tolerance", 0, 1, 0.001),
        options.number("alpha", 1e-3, 1e6, 1),
        options.whole("restarts", 1, 10_000, 20),
        options.number("whiten", 0, 1, 0),
        reconstructs ? options.number("gamma", 1e-6, 1e6, 0.1) : 0);
  }

  boolean reconstructs() {
    return weight > 0;
  }

  boolean whitens() {
    return whitening > 0;
  }

  /** Returns what the divergence is multiplied by. */
  double divergenceWeight() {
    return reconstructs() ? weight : 1;
  }
}
