package org.ae4j.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.ae4j.api.ConfigurationException;
import org.ejml.data.FMatrixRMaj;

/**
 * Tries numbers of clusters, where nobody knows how many there are.
 *
 * @param tried one entry a number, in ascending order
 */
public record ClusterCount(List<Trial> tried) {

  /**
   * What one number of clusters gave.
   *
   * @param silhouette of a sample of rows
   */
  public record Trial(int clusters, double inertia, double silhouette) {}

  public ClusterCount {
    tried = List.copyOf(tried);
  }

  /**
   * Clusters rows with each number from {@code least} to {@code most}; ends before where fewer rows
   * are distinct.
   *
   * @param method makes a clustering of a number of clusters
   * @param sampled rows that silhouettes are taken of, at most
   * @throws ConfigurationException if {@code least} is below 2 or above {@code most}, or the rows
   *     are all the same
   */
  public static ClusterCount of(
      FMatrixRMaj rows,
      int least,
      int most,
      IntFunction<Clustering> method,
      int sampled,
      long seed,
      Compute compute) {
    if (least < 2 || least > most) {
      throw new ConfigurationException(
          "numbers of clusters to try must begin at 2 or above and not end before, got "
              + least
              + " to "
              + most);
    }
    List<Trial> tried = new ArrayList<>();
    for (int k = least; k <= Math.min(most, rows.numRows); k++) {
      Clustering found = method.apply(k);
      if (found.clusters() < k) {
        break;
      }
      Silhouette silhouette = Silhouette.of(rows, found.labels(), sampled, seed, compute);
      tried.add(new Trial(k, found.inertia(), silhouette.mean()));
    }
    if (tried.isEmpty()) {
      throw new ConfigurationException(
          "the rows have fewer than "
              + least
              + " distinct values, so that no number of clusters can be chosen");
    }
    return new ClusterCount(tried);
  }

  /** Returns the number with the greatest silhouette, the smallest of equal ones. */
  public int bySilhouette() {
    return tried.stream()
        .max(Comparator.comparingDouble(Trial::silhouette).thenComparing(t -> -t.clusters()))
        .orElseThrow()
        .clusters();
  }

  /**
   * Returns the number at the elbow of the inertia: the one that lies farthest below the straight
   * line from the first to the last (Satopaa et al., "Kneedle", 2011).
   */
  public int byElbow() {
    Trial first = tried.get(0);
    Trial last = tried.get(tried.size() - 1);
    double fall = first.inertia() - last.inertia();
    double width = Math.max(1, last.clusters() - first.clusters());
    return tried.stream()
        .max(
            Comparator.comparingDouble(
                t ->
                    (first.inertia() - t.inertia()) / Math.max(fall, Double.MIN_NORMAL)
                        - (t.clusters() - first.clusters()) / width))
        .orElseThrow()
        .clusters();
  }
}
