package org.ae4j.core.training;

import org.ae4j.api.Loss;
import org.ejml.data.FMatrixRMaj;

/** Evaluates a loss on all workers, each on its own rows, and sums in the order of the rows. */
final class LossTask implements Workers.Task {
  private final double[] values;
  private Loss loss = NONE;
  private FMatrixRMaj prediction = new FMatrixRMaj(0, 0);
  private FMatrixRMaj target = prediction;
  private FMatrixRMaj gradient = prediction;

  private static final Loss NONE = (n, p, po, t, to, s, g, go) -> 0;

  LossTask(int maxRows) {
    values = new double[maxRows];
  }

  double mean(
      Loss newLoss,
      FMatrixRMaj newPrediction,
      FMatrixRMaj newTarget,
      FMatrixRMaj newGradient,
      Workers workers) {
    loss = newLoss;
    prediction = newPrediction;
    target = newTarget;
    gradient = newGradient;
    workers.run(this, Rows.blocks(prediction.numRows));
    double sum = 0;
    for (int row = 0; row < prediction.numRows; row++) {
      sum += values[row];
    }
    return sum / prediction.numRows;
  }

  @Override
  public void run(int part, int parts) {
    int rows = prediction.numRows;
    int columns = prediction.numCols;
    float scale = 1f / rows;
    int to = Rows.begin(rows, part + 1, parts);
    for (int row = Rows.begin(rows, part, parts); row < to; row++) {
      int at = row * columns;
      values[row] =
          loss.row(columns, prediction.data, at, target.data, at, scale, gradient.data, at);
    }
  }
}
