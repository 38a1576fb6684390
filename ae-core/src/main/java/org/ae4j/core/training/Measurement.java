package org.ae4j.core.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.Dataset;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.RandomStream;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.corruption.CorruptionPlan;
import org.ae4j.core.data.Preprocessing;

/** Measures the loss of rows without training on them, in batches of a size of its own. */
final class Measurement {
  /** The most rows that go through a model together. */
  static final int BATCH = 256;

  private final Autoencoder model;
  private final BatchSource source;
  private final Corruptor corruptor;
  private final RandomStream random;
  private final int[] order;
  private final int batchSize;

  Measurement(
      Autoencoder model,
      Dataset rows,
      Preprocessing preprocessing,
      Optional<CorruptionPlan> corruption,
      RandomStream random,
      Kernels kernels) {
    this.model = model;
    this.batchSize = Math.min(BATCH, rows.size());
    this.source = new BatchSource(rows, preprocessing, kernels, batchSize);
    this.corruptor = new Corruptor(corruption, source.batch());
    this.random = random;
    corruptor.beginMeasurement();
    this.order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
  }

  /** Returns the mean of each loss term over all rows. */
  LossBreakdown losses(
      StepEngine engine, int epoch, long step, Optional<Path> checkpoint, Workers workers) {
    LossBreakdown sums = new LossBreakdown();
    for (int first = 0; first < order.length; first += batchSize) {
      int rows = Math.min(batchSize, order.length - first);
      source.gather(order, first, rows, workers);
      engine.begin(false, epoch, step, rows);
      Batch batch = corruptor.corrupt(random.substreamKey(first), workers);
      LossBreakdown losses = model.computeGradients(batch, engine);
      if (!Double.isFinite(losses.total())) {
        String where = "validation loss became %s after epoch %d, validation batch %d";
        throw Diagnosis.notFinite(
            where.formatted(losses.total(), epoch, first / batchSize + 1),
            model,
            engine,
            batch,
            losses,
            checkpoint);
      }
      sums.addAll(losses, (double) rows / order.length);
    }
    return sums;
  }
}
