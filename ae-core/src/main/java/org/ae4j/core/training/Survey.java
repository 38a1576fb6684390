package org.ae4j.core.training;

import java.util.Arrays;
import java.util.List;
import org.ae4j.api.Parameter;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Shows the codes of all rows to a model that asks for them. */
final class Survey {
  /** Rows that are encoded between two meetings of the workers. */
  private static final int CHUNK = 4096;

  private final @Nullable SurveyingAutoencoder model;
  private final TrainingSetup setup;
  private final List<Parameter> state;

  Survey(TrainingSetup setup) {
    this.model = setup.model() instanceof SurveyingAutoencoder surveying ? surveying : null;
    this.setup = setup;
    this.state = model == null ? List.of() : model.surveyState(setup.rows().size());
  }

  List<Parameter> state() {
    return state;
  }

  /** Holds a survey before a step if the model wants one; returns whether training goes on. */
  boolean before(int epoch, long step, Workers workers) {
    if (model == null || !model.wantsSurvey(epoch, step)) {
      return true;
    }
    RandomKeys keys = RandomKeys.of(setup.document().training().seed());
    return model.survey(codes(model, workers), workers, keys.stream("survey"));
  }

  private FMatrixRMaj codes(SurveyingAutoencoder surveyed, Workers workers) {
    int total = setup.rows().size();
    int[] order = new int[total];
    Arrays.setAll(order, row -> row);
    int chunk = Math.min(CHUNK, total);
    BatchSource source =
        new BatchSource(setup.rows(), setup.document().preprocessing(), setup.kernels(), chunk);
    FMatrixRMaj codes = new FMatrixRMaj(total, surveyed.codeSize());
    for (int first = 0; first < total; first += chunk) {
      int begin = first;
      FMatrixRMaj rows = source.gather(order, first, Math.min(chunk, total - first), workers);
      workers.run(
          (part, parts) -> {
            int from = Rows.begin(rows.numRows, part, parts);
            int to = Rows.begin(rows.numRows, part + 1, parts);
            FMatrixRMaj own = new FMatrixRMaj(to - from, rows.numCols);
            System.arraycopy(rows.data, from * rows.numCols, own.data, 0, own.data.length);
            float[] encoded = surveyed.encode(own).data;
            System.arraycopy(
                encoded, 0, codes.data, (begin + from) * codes.numCols, encoded.length);
          });
    }
    return codes;
  }
}
