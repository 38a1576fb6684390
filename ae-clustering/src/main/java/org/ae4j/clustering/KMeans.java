package org.ae4j.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.RandomStream;
import org.ae4j.core.Autoencoders;
import org.ejml.data.FMatrixRMaj;

/**
 * Groups rows around centres so that the sum of squared distances is small: Lloyd's algorithm
 * (1982), begun by k-means++, the best of several runs.
 *
 * <p>Every row is compared with every centre, so the result is that of the plain algorithm. A
 * cluster that loses its last row gets the row that is farthest from its own centre. Where fewer
 * rows are distinct than clusters were asked for, there are as many clusters as distinct rows.
 *
 * @param clusters how many, at least 1
 * @param restarts runs from other centres, of which the one with the smallest sum is kept
 * @param iterations the most rounds of a run
 * @param tolerance a run ends when the squares of how far its centres moved sum up to no more than
 *     this part of the mean variance of the columns; 0 for when no row changes its cluster
 * @param seed of the first centres
 */
public record KMeans(int clusters, int restarts, int iterations, double tolerance, long seed) {
  /** Centres of all runs that are compared with the rows at once, about. */
  private static final int WIDTH = 512;

  /** Rows of all runs together whose clusters are remembered at once. */
  private static final int CELLS = 1 << 25;

  public KMeans {
    require(clusters >= 1, "clusters", clusters, "at least 1");
    require(restarts >= 1 && restarts <= 10_000, "restarts", restarts, "from 1 to 10000");
    require(iterations >= 1, "iterations", iterations, "at least 1");
    require(tolerance >= 0 && tolerance <= 1, "tolerance", tolerance, "from 0 to 1");
  }

  /** Returns 20 runs of at most 300 rounds each, and a tolerance of 1e-4. */
  public static KMeans of(int clusters, long seed) {
    return new KMeans(clusters, 20, 300, 1e-4, seed);
  }

  static void require(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw new ConfigurationException(name + " must be " + range + ", got " + value);
    }
  }

  /**
   * Groups rows on as many threads as a training takes.
   *
   * @param rows unchanged; a copy of them is made
   * @throws ConfigurationException if there are more clusters than rows
   * @throws DataException if a value is not finite
   */
  public Clustering fit(FMatrixRMaj rows, Autoencoders engine) {
    try (Compute compute = Compute.of(engine)) {
      return fit(rows, compute);
    }
  }

  /** Groups rows; see {@link #fit(FMatrixRMaj, Autoencoders)}. */
  public Clustering fit(FMatrixRMaj rows, Compute compute) {
    requireRows(rows, clusters);
    CentredRows centred = CentredRows.of(rows, compute);
    RandomStream random = RandomStream.of(seed).named("k-means");
    LloydRuns lloyd = new LloydRuns(compute, centred, tolerance);
    int together =
        Math.max(1, Math.min(restarts, Math.min(WIDTH / clusters, CELLS / rows.numRows)));
    List<LloydRun> best = new ArrayList<>();
    for (int first = 0; first < restarts; first += together) {
      int count = Math.min(together, restarts - first);
      int[][] chosen = Seeding.choose(compute, centred, clusters, first, count, random);
      List<LloydRun> runs = LloydRuns.from(centred, chosen);
      lloyd.run(runs, iterations);
      best.addAll(runs);
      best.sort(Comparator.comparingDouble(run -> run.assignment().inertia()));
      best.subList(1, best.size()).clear();
    }
    LloydRun kept = best.get(0);
    return kept.assignment().toClustering(centred.restored(kept.centres()), kept.iterations());
  }

  static void requireRows(FMatrixRMaj rows, int clusters) {
    if (clusters > rows.numRows) {
      throw new ConfigurationException(
          "clusters must be at most the number of rows, "
              + rows.numRows
              + ", got "
              + clusters
              + "; ask for fewer clusters");
    }
    for (int i = 0; i < rows.numRows * rows.numCols; i++) {
      if (!Float.isFinite(rows.data[i])) {
        throw new DataException(
            "row %d, column %d is %s, expected a finite number"
                .formatted(i / rows.numCols, i % rows.numCols, rows.data[i]));
      }
    }
  }
}
