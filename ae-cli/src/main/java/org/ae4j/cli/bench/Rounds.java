package org.ae4j.cli.bench;

import java.time.Duration;
import java.util.Arrays;
import org.ae4j.api.Callback;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingRun;

/** Measures training in short rounds after a warm-up, and ends it after the last one. */
final class Rounds implements Callback {
  private static final int ROUNDS = 8;

  private final int rows;
  private final int batch;
  private final long warmUpNanos;
  private final long roundNanos;
  private final double[] speeds = new double[ROUNDS];
  private int finished;
  private boolean warm;
  private long mark;
  private long nanos;
  private long images;

  /**
   * Makes an unused clock.
   *
   * @param rows of an epoch
   * @param each how long all rounds together are, and the warm-up before
   */
  Rounds(int rows, int batch, Duration each) {
    this.rows = rows;
    this.batch = batch;
    this.warmUpNanos = each.toNanos();
    this.roundNanos = each.toNanos() / ROUNDS;
  }

  @Override
  public void onStart(TrainingRun run) {
    mark = System.nanoTime();
  }

  @Override
  public void onStep(TrainingRun run, int step, int stepsInEpoch) {
    long now = System.nanoTime();
    nanos += now - mark;
    mark = now;
    images += step < stepsInEpoch ? batch : rows - (stepsInEpoch - 1L) * batch;
    if (nanos < (warm ? roundNanos : warmUpNanos)) {
      return;
    }
    if (warm) {
      speeds[finished++] = images / (nanos / 1e9);
    }
    warm = true;
    nanos = 0;
    images = 0;
    if (finished == ROUNDS) {
      run.cancel();
    }
  }

  /** Leaves out what is done once an epoch. */
  @Override
  public void onEpoch(TrainingRun run, EpochReport report) {
    mark = System.nanoTime();
  }

  /** Returns images a second of each round, slowest first. */
  double[] sorted() {
    double[] sorted = Arrays.copyOf(speeds, finished);
    Arrays.sort(sorted);
    return sorted;
  }
}
