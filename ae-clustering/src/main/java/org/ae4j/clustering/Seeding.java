package org.ae4j.clustering;

import java.util.Arrays;
import org.ae4j.api.RandomStream;
import org.ejml.data.FMatrixRMaj;

/**
 * Chooses rows to begin k-means with, for several runs at once: each with a chance by its squared
 * distance from those before (Arthur and Vassilvitskii, "k-means++", 2007), the best of some
 * candidates each time.
 */
final class Seeding {
  /**
   * A squared distance this small beside the squared length has lost its digits to cancellation.
   */
  private static final float CANCELLED = 1e-4f;

  private final Compute compute;
  private final CentredRows rows;
  private final int runs;
  private final int trials;
  private final RandomStream random;

  /** The squared distance of each row to the nearest row chosen, by run. */
  private final float[][] nearest;

  private final double[] potentials;

  private Seeding(Compute compute, CentredRows rows, int k, int runs, RandomStream random) {
    this.compute = compute;
    this.rows = rows;
    this.runs = runs;
    this.trials = 2 + (int) Math.log(k);
    this.random = random;
    this.nearest = new float[runs][rows.count()];
    this.potentials = new double[runs];
  }

  /** Returns rows for each run; fewer than {@code k}, the same for all, if no more are distinct. */
  static int[][] choose(
      Compute compute, CentredRows rows, int k, int firstRun, int runs, RandomStream random) {
    Seeding seeding = new Seeding(compute, rows, k, runs, random);
    int[][] chosen = new int[runs][k];
    for (int run = 0; run < runs; run++) {
      chosen[run][0] = seeding.stream(firstRun + run).below(0, rows.count());
      Arrays.fill(seeding.nearest[run], Float.MAX_VALUE);
    }
    seeding.take(chosen, 0, new int[runs][1]);
    for (int next = 1; next < k; next++) {
      if (Arrays.stream(seeding.potentials).anyMatch(potential -> potential == 0)) {
        int distinct = next;
        return Arrays.stream(chosen).map(own -> Arrays.copyOf(own, distinct)).toArray(int[][]::new);
      }
      seeding.take(chosen, next, seeding.candidates(firstRun, next));
    }
    return chosen;
  }

  private RandomStream stream(int run) {
    return random.at(run);
  }

  private int[][] candidates(int firstRun, int next) {
    int[][] candidates = new int[runs][trials];
    compute.split(
        runs,
        (from, to) -> {
          for (int run = from; run < to; run++) {
            for (int trial = 0; trial < trials; trial++) {
              double left =
                  stream(firstRun + run).uniform((long) next * trials + trial) * potentials[run];
              candidates[run][trial] = draw(nearest[run], left);
            }
          }
        });
    return candidates;
  }

  /** Returns the row in whose share of the sum a number lies; never one of share 0. */
  private static int draw(float[] shares, double number) {
    double left = number;
    int last = 0;
    for (int row = 0; row < shares.length; row++) {
      if (shares[row] > 0) {
        last = row;
        left -= shares[row];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  /** Takes the candidate of each run that leaves the smallest sum; the first row as it is. */
  private void take(int[][] chosen, int next, int[][] candidates) {
    int each = candidates[0].length;
    int columns = rows.columns();
    FMatrixRMaj centres = new FMatrixRMaj(runs * each, columns);
    int[] sources = new int[runs * each];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = next == 0 ? chosen[i][0] : candidates[i / each][i % each];
      System.arraycopy(rows.rows().data, sources[i] * columns, centres.data, i * columns, columns);
    }
    float[][] left = new float[sources.length][rows.count()];
    new Scores(compute, rows.rows(), centres)
        .forEach(
            (row, scores, at) -> {
              for (int i = 0; i < sources.length; i++) {
                float square = square(row, sources[i], scores[at + i]);
                left[i][row] = Math.min(nearest[i / each][row], square);
              }
            });
    compute.split(
        runs,
        (from, to) -> {
          for (int run = from; run < to; run++) {
            potentials[run] = Double.POSITIVE_INFINITY;
            for (int i = run * each; i < (run + 1) * each; i++) {
              double sum = 0;
              for (float square : left[i]) {
                sum += square;
              }
              if (sum < potentials[run]) {
                potentials[run] = sum;
                chosen[run][next] = sources[i];
                nearest[run] = left[i];
              }
            }
          }
        });
  }

  private float square(int row, int other, float score) {
    float length = rows.squares()[row];
    float square = length - 2 * score;
    if (square > CANCELLED * length) {
      return square;
    }
    double exact = 0;
    float[] data = rows.rows().data;
    for (int i = 0; i < rows.columns(); i++) {
      double d = (double) data[row * rows.columns() + i] - data[other * rows.columns() + i];
      exact += d * d;
    }
    return (float) exact;
  }
}
