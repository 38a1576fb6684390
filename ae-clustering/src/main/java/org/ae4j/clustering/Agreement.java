package org.ae4j.clustering;

import java.util.Arrays;
import org.ae4j.api.ShapeException;

/**
 * How well clusters agree with classes that nobody told the algorithm.
 *
 * @param accuracy the part of the rows that are right when each cluster stands for one class, by
 *     the matching that makes most of them right (Kuhn, "The Hungarian method", 1955)
 * @param purity the part of the rows that have the class most frequent in their cluster
 * @param nmi the mutual information divided by the mean of both entropies; 1 where both are one
 *     group
 * @param ari the Rand index adjusted for chance (Hubert and Arabie, 1985)
 * @param table rows by cluster and class
 */
public record Agreement(double accuracy, double purity, double nmi, double ari, int[][] table) {

  /**
   * Compares clusters with classes.
   *
   * @param clusters of each row, from 0
   * @param classes of each row, from 0
   * @throws ShapeException if they are not as many, or none
   */
  public static Agreement of(int[] clusters, int[] classes) {
    if (clusters.length != classes.length || clusters.length == 0) {
      throw new ShapeException(
          "clusters and classes must be as many and at least 1, got "
              + clusters.length
              + " and "
              + classes.length);
    }
    int[][] table = new int[max(clusters) + 1][max(classes) + 1];
    for (int row = 0; row < clusters.length; row++) {
      table[clusters[row]][classes[row]]++;
    }
    double rows = clusters.length;
    int[] match = Matching.greatest(table);
    double right = 0;
    double pure = 0;
    for (int cluster = 0; cluster < table.length; cluster++) {
      right += match[cluster] < 0 ? 0 : table[cluster][match[cluster]];
      pure += max(table[cluster]);
    }
    return new Agreement(right / rows, pure / rows, nmi(table, rows), ari(table, rows), table);
  }

  /** Returns the class that each cluster stands for, or -1 for one that is left over. */
  public int[] matching() {
    return Matching.greatest(table);
  }

  private static int max(int[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  private static double nmi(int[][] table, double rows) {
    int[] clusters = rowSums(table);
    int[] classes = columnSums(table);
    double mutual = 0;
    for (int i = 0; i < clusters.length; i++) {
      for (int j = 0; j < classes.length; j++) {
        double n = table[i][j];
        if (n > 0) {
          mutual += n / rows * Math.log(n * rows / ((double) clusters[i] * classes[j]));
        }
      }
    }
    double entropies = entropy(clusters, rows) + entropy(classes, rows);
    return entropies == 0 ? 1 : Math.max(0, 2 * mutual / entropies);
  }

  private static double entropy(int[] counts, double rows) {
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .mapToDouble(count -> -count / rows * Math.log(count / rows))
        .sum();
  }

  private static double ari(int[][] table, double rows) {
    double both = Arrays.stream(table).mapToDouble(Agreement::pairs).sum();
    double ofClusters = pairs(rowSums(table));
    double ofClasses = pairs(columnSums(table));
    double expected = rows < 2 ? 0 : ofClusters * ofClasses / (rows * (rows - 1) / 2);
    double most = (ofClusters + ofClasses) / 2;
    return most == expected ? 1 : (both - expected) / (most - expected);
  }

  private static double pairs(int[] counts) {
    return Arrays.stream(counts).mapToDouble(count -> count * (count - 1.0) / 2).sum();
  }

  private static int[] rowSums(int[][] table) {
    return Arrays.stream(table).mapToInt(row -> Arrays.stream(row).sum()).toArray();
  }

  private static int[] columnSums(int[][] table) {
    int[] sums = new int[table[0].length];
    for (int[] row : table) {
      Arrays.setAll(sums, j -> sums[j] + row[j]);
    }
    return sums;
  }
}
