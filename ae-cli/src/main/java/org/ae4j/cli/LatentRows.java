package org.ae4j.cli;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ejml.data.FMatrixRMaj;

/** Codes of a data set's rows. */
final class LatentRows {
  private LatentRows() {}

  /** Returns the codes of the first rows, at most {@code limit}. */
  static FMatrixRMaj encode(
      Autoencoders engine, TrainedAutoencoder model, Dataset rows, int limit) {
    Dataset some = Datasets.limit(rows, Math.min(limit, rows.size()));
    FMatrixRMaj all = new FMatrixRMaj(some.size(), model.codeSize());
    Chunks.of(some, engine.threads())
        .forEach(
            model::encode,
            (first, codes) ->
                System.arraycopy(
                    codes.data, 0, all.data, first * codes.numCols, codes.numRows * codes.numCols));
    return all;
  }

  /** Returns the code of one row. */
  static float[] code(TrainedAutoencoder model, Dataset rows, String option, int row) {
    if (row < 0 || row >= rows.size()) {
      throw new ConfigurationException(
          option + " must be from 0 to " + (rows.size() - 1) + ", got " + row);
    }
    float[][] one = new float[1][rows.shape().size()];
    rows.copyRow(row, one[0], 0);
    return model.encode(one)[0];
  }
}
