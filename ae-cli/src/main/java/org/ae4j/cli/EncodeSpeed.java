package org.ae4j.cli;

import java.util.Arrays;
import org.ae4j.api.Dataset;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;

/**
 * How fast a model encodes on one thread, after a warm-up.
 *
 * @param micros the median of one call with one row
 * @param rowsPerSecond of the median call with a batch
 */
record EncodeSpeed(double micros, double rowsPerSecond) {
  private static final int BATCH = 256;
  private static final long WARM_UP_NANOS = 300_000_000;
  private static final long MEASURE_NANOS = 300_000_000;
  private static final int MOST_CALLS = 20_000;
  private static final int LEAST_CALLS = 5;

  static EncodeSpeed of(TrainedAutoencoder model, Dataset rows) {
    FMatrixRMaj row = Datasets.toMatrix(Datasets.limit(rows, 1));
    FMatrixRMaj batch = Datasets.toMatrix(Datasets.limit(rows, BATCH));
    return new EncodeSpeed(median(model, row) / 1e3, batch.numRows / (median(model, batch) / 1e9));
  }

  private static double median(TrainedAutoencoder model, FMatrixRMaj rows) {
    measure(model, rows, WARM_UP_NANOS);
    long[] nanos = measure(model, rows, MEASURE_NANOS);
    Arrays.sort(nanos);
    return nanos[nanos.length / 2];
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
