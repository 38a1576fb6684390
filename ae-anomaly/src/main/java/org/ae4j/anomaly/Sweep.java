package org.ae4j.anomaly;

import org.ae4j.api.Dataset;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/**
 * Takes all rows of a data set through a model, in chunks whose size does not depend on the
 * threads.
 */
record Sweep(TrainedAutoencoder model, Dataset rows, int threads) {
  private static final int CHUNK = 256;

  /** Takes some rows, on any thread. */
  private interface Visitor {
    void visit(int firstRow, Passage some);
  }

  /** Returns one score a row. */
  double[] scores(RowScore score) {
    double[] scores = new double[rows.size()];
    visit(
        (first, some) -> {
          double[] own = score.of(some);
          System.arraycopy(own, 0, scores, first, own.length);
        });
    return scores;
  }

  /** Returns one code a row. */
  FMatrixRMaj codes() {
    FMatrixRMaj all = new FMatrixRMaj(rows.size(), model.codeSize());
    visit(
        (first, some) -> {
          FMatrixRMaj codes = some.codes();
          System.arraycopy(
              codes.data, 0, all.data, first * codes.numCols, codes.numRows * codes.numCols);
        });
    return all;
  }

  private void visit(Visitor visitor) {
    int chunks = (rows.size() + CHUNK - 1) / CHUNK;
    try (Workers workers = new Workers(threads)) {
      workers.run(
          (part, parts) -> {
            for (int chunk = part; chunk < chunks; chunk += parts) {
              int first = chunk * CHUNK;
              visitor.visit(first, new Passage(model, read(first)));
            }
          });
    }
  }

  private FMatrixRMaj read(int first) {
    int columns = rows.shape().size();
    FMatrixRMaj matrix = new FMatrixRMaj(Math.min(CHUNK, rows.size() - first), columns);
    for (int row = 0; row < matrix.numRows; row++) {
      rows.copyRow(first + row, matrix.data, row * columns);
    }
    return matrix;
  }
}
