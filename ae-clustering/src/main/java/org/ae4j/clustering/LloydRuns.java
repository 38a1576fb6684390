package org.ae4j.clustering;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * Lloyd's iterations of several runs at once: the centres of all of them make one matrix product,
 * which passes over the rows once, and a run that has converged drops out.
 *
 * <p>Sums of clusters are kept in double precision; in each round only rows that changed their
 * cluster move from one sum to another.
 */
final class LloydRuns {
  private final Compute compute;
  private final CentredRows rows;
  private final double tolerance;

  LloydRuns(Compute compute, CentredRows rows, double tolerance) {
    this.compute = compute;
    this.rows = rows;
    this.tolerance = tolerance;
  }

  /** Moves the centres of all runs, in place, until each has converged. */
  void run(List<LloydRun> runs, int iterations) {
    List<LloydRun> active = runs;
    for (int i = 0; i < iterations && !active.isEmpty(); i++) {
      assign(active);
      List<LloydRun> moving = active;
      compute.split(
          active.size(), (from, to) -> moving.subList(from, to).forEach(LloydRun::fillEmpty));
      sum(active);
      active = active.stream().filter(run -> !run.moveCentres(tolerance)).toList();
    }
    if (!runs.isEmpty()) {
      assign(runs);
    }
  }

  private void assign(List<LloydRun> runs) {
    int k = runs.get(0).centres().numRows;
    FMatrixRMaj all = new FMatrixRMaj(runs.size() * k, rows.columns());
    for (int i = 0; i < runs.size(); i++) {
      float[] own = runs.get(i).centres().data;
      System.arraycopy(own, 0, all.data, i * own.length, own.length);
      runs.get(i).beginRound();
    }
    new Scores(compute, rows.rows(), all)
        .forEach(
            (row, scores, at) -> {
              float length = rows.squares()[row];
              for (int i = 0; i < runs.size(); i++) {
                int best = Assignment.best(scores, at + i * k, k);
                runs.get(i).assign(row, best, length - 2 * scores[at + i * k + best]);
              }
            });
  }

  /** Moves rows between sums, each thread its own columns, so that no sum is split. */
  private void sum(List<LloydRun> runs) {
    compute.split(
        rows.columns(),
        (from, to) -> {
          for (int row = 0; row < rows.count(); row++) {
            for (int i = 0; i < runs.size(); i++) {
              runs.get(i).moveRow(rows.rows(), row, from, to);
            }
          }
        });
  }

  /** Returns runs that begin with given rows as their centres. */
  static List<LloydRun> from(CentredRows rows, int[][] chosen) {
    return Arrays.stream(chosen).map(own -> new LloydRun(rows, own)).toList();
  }
}
