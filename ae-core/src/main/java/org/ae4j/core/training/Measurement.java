package org.ae4j.core.training;

import java.util.Arrays;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.Dataset;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.data.Preprocessing;
import org.ejml.data.FMatrixRMaj;

/** Measures the loss of rows without training on them, in batches of a size of its own. */
final class Measurement {
  /** The most rows that go through a model together. */
  static final int BATCH = 256;

  private final Autoencoder model;
  private final BatchSource source;
  private final int[] order;
  private final int batchSize;

  Measurement(Autoencoder model, Dataset rows, Preprocessing preprocessing, Kernels kernels) {
    this.model = model;
    this.batchSize = Math.min(BATCH, rows.size());
    this.source = new BatchSource(rows, preprocessing, kernels, batchSize);
    this.order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
  }

  /** Returns the mean of each loss term over all rows. */
  LossBreakdown losses(StepEngine engine, int epoch, long step, Workers workers) {
    LossBreakdown sums = new LossBreakdown();
    for (int first = 0; first < order.length; first += batchSize) {
      int rows = Math.min(batchSize, order.length - first);
      FMatrixRMaj matrix = source.gather(order, first, rows, workers);
      engine.begin(false, epoch, step, rows);
      Batch batch = new Batch(matrix, matrix);
      sums.addAll(model.computeGradients(batch, engine), (double) rows / order.length);
    }
    return sums;
  }
}
