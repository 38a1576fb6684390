package org.ae4j.cli.bench;

import java.time.Duration;
import java.util.Arrays;
import org.ae4j.api.Dataset;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;

/**
 * How fast a model encodes on one thread, after a warm-up.
 *
 * @param micros the median of one call with one row
 * @param slowMicros what 99 of 100 such calls do not exceed
 * @param rowsPerSecond of the median call with a batch
 */
public record EncodeSpeed(double micros, double slowMicros, double rowsPerSecond) {
  /** Rows of a batch. */
  public static final int BATCH = 256;

  /** Long enough for figures that hold, short enough to be measured after every run. */
  public static final Duration BRIEF = Duration.ofMillis(300);

  private static final int MOST_CALLS = 20_000;
  private static final int LEAST_CALLS = 5;

  /**
   * Measures rows one by one, and in batches.
   *
   * @param each how long each is measured, and warmed up before
   */
  public static EncodeSpeed of(TrainedAutoencoder model, Dataset rows, Duration each) {
    FMatrixRMaj row = Datasets.toMatrix(Datasets.limit(rows, 1));
    FMatrixRMaj batch = Datasets.toMatrix(Datasets.limit(rows, BATCH));
    long[] ofRow = sorted(model, row, each.toNanos());
    long[] ofBatch = sorted(model, batch, each.toNanos());
    return new EncodeSpeed(
        quantile(ofRow, 50) / 1e3,
        quantile(ofRow, 99) / 1e3,
        batch.numRows / (quantile(ofBatch, 50) / 1e9));
  }

  private static double quantile(long[] sorted, int percent) {
    return sorted[(int) ((long) sorted.length * percent / 100)];
  }

  private static long[] sorted(TrainedAutoencoder model, FMatrixRMaj rows, long enough) {
    measure(model, rows, enough);
    long[] nanos = measure(model, rows, enough);
    Arrays.sort(nanos);
    return nanos;
  }

  private static long[] measure(TrainedAutoencoder model, FMatrixRMaj rows, long enough) {
    long[] nanos = new long[MOST_CALLS];
    int calls = 0;
    long sum = 0;
    while (calls < LEAST_CALLS || (calls < MOST_CALLS && sum < enough)) {
      long began = System.nanoTime();
      model.encode(rows);
      nanos[calls] = System.nanoTime() - began;
      sum += nanos[calls];
      calls++;
    }
    return Arrays.copyOf(nanos, calls);
  }
}
