package org.ae4j.anomaly;

import java.util.Optional;
import org.ae4j.api.Generative;
import org.ae4j.core.TrainedAutoencoder;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Some rows on their way through a model; what several scores need is computed once, when it is
 * asked for. Used by one thread.
 */
final class Passage {
  private final TrainedAutoencoder model;
  private final FMatrixRMaj scaled;
  private @Nullable FMatrixRMaj codes;
  private @Nullable FMatrixRMaj reconstruction;
  private Generative.@Nullable Posterior posterior;

  /** Scales rows, which are in the units of their source. */
  Passage(TrainedAutoencoder model, FMatrixRMaj rows) {
    this.model = model;
    this.scaled = model.scaled(rows);
  }

  int size() {
    return scaled.numRows;
  }

  FMatrixRMaj scaled() {
    return scaled;
  }

  FMatrixRMaj codes() {
    if (codes == null) {
      codes = model.model().encode(scaled);
    }
    return codes;
  }

  /** Returns what the model makes of the rows; missing cells of a table cost nothing. */
  FMatrixRMaj reconstruction() {
    if (reconstruction == null) {
      FMatrixRMaj decoded = model.model().decode(codes());
      model.table().ifPresent(schema -> schema.forgiveMissing(scaled, decoded));
      reconstruction = decoded;
    }
    return reconstruction;
  }

  /** Returns what the code's distribution is, if the model is a generative one. */
  Optional<Generative.Posterior> posterior() {
    if (posterior == null && model.model() instanceof Generative generative) {
      posterior = generative.posterior(scaled);
    }
    return Optional.ofNullable(posterior);
  }
}
