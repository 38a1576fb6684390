package org.ae4j.cli.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ae4j.api.Dataset;
import org.ae4j.clustering.Clustering;

/**
 * Says by which columns of a table each cluster differs from all rows, in the units of the data.
 */
public final class Profiles {
  private final String[] names;
  private final double[] means;
  private final double[] deviations;
  private final double[][] ofClusters;

  private Profiles(int columns, int clusters) {
    names = new String[columns];
    means = new double[columns];
    deviations = new double[columns];
    ofClusters = new double[clusters][columns];
  }

  /**
   * A column that sets a cluster apart.
   *
   * @param mean in the cluster
   * @param overall mean of all rows
   * @param difference of both, in standard deviations of all rows
   */
  public record Trait(int column, String name, double mean, double overall, double difference) {}

  /** Reads all rows twice. */
  public static Profiles of(Dataset rows, Clustering clustering) {
    int columns = rows.shape().size();
    Profiles profiles = new Profiles(columns, clustering.clusters());
    int[] sizes = clustering.sizes();
    float[] row = new float[columns];
    for (int i = 0; i < rows.size(); i++) {
      rows.copyRow(i, row, 0);
      int cluster = clustering.labels()[i];
      for (int j = 0; j < columns; j++) {
        profiles.means[j] += (double) row[j] / rows.size();
        profiles.ofClusters[cluster][j] += (double) row[j] / sizes[cluster];
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.copyRow(i, row, 0);
      for (int j = 0; j < columns; j++) {
        double d = row[j] - profiles.means[j];
        profiles.deviations[j] += d * d / rows.size();
      }
    }
    for (int j = 0; j < columns; j++) {
      profiles.deviations[j] = Math.sqrt(profiles.deviations[j]);
      profiles.names[j] =
          rows.featureNames().isEmpty() ? "column " + (j + 1) : rows.featureNames().get(j);
    }
    return profiles;
  }

  /** Returns the columns in which a cluster differs most, the greatest difference first. */
  public List<Trait> traits(int cluster, int most) {
    List<Trait> all = new ArrayList<>();
    for (int j = 0; j < names.length; j++) {
      if (deviations[j] > 0) {
        double mean = ofClusters[cluster][j];
        all.add(new Trait(j, names[j], mean, means[j], (mean - means[j]) / deviations[j]));
      }
    }
    all.sort(Comparator.comparingDouble(trait -> -Math.abs(trait.difference())));
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }
}
