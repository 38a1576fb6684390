package org.ae4j.anomaly;

import org.ae4j.api.Autoencoder;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Generative;
import org.ae4j.api.Loss;
import org.ae4j.api.Network;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ejml.data.FMatrixRMaj;

/**
 * What the model was trained to make small, of one row: its reconstruction loss, or for a {@link
 * Generative} model the negative evidence lower bound at the posterior's mean.
 *
 * <p>Penalties that are of a whole batch or of the weights are no row's, and left out.
 */
final class ModelLoss {
  private static final String DECODER = "decoder";

  private ModelLoss() {}

  static RowScore of(Autoencoders engine, TrainedAutoencoder trained) {
    Autoencoder model = trained.model();
    if (model instanceof Generative generative) {
      return rows -> negativeBound(generative, rows);
    }
    Loss loss = engine.registry().loss(trained.document().config().loss(), engine.kernels());
    if (loss.fusedActivation().isEmpty()) {
      return rows -> losses(loss, rows.reconstruction(), rows.scaled());
    }
    Network decoder =
        model.networks().stream()
            .filter(network -> network.name().equals(DECODER))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "score loss needs a network named '"
                            + DECODER
                            + "' in the model, this one has "
                            + model.networks()
                            + "; take score mse"));
    return rows -> losses(loss, decoder.logits(rows.codes()), rows.scaled());
  }

  private static double[] losses(Loss loss, FMatrixRMaj prediction, FMatrixRMaj target) {
    double[] losses = new double[target.numRows];
    float[] unused = new float[target.numCols];
    for (int row = 0; row < losses.length; row++) {
      int at = row * target.numCols;
      losses[row] = loss.row(target.numCols, prediction.data, at, target.data, at, 0, unused, 0);
    }
    return losses;
  }

  private static double[] negativeBound(Generative model, Passage rows) {
    Generative.Posterior posterior = rows.posterior().orElseThrow();
    FMatrixRMaj mean = posterior.mean();
    double[] bound = model.logLikelihood(rows.scaled(), mean);
    for (int row = 0; row < bound.length; row++) {
      double divergence = 0;
      for (int i = row * mean.numCols; i < (row + 1) * mean.numCols; i++) {
        double m = mean.data[i];
        double log = posterior.logVariance().data[i];
        divergence += 0.5 * (m * m + Math.expm1(log) - log);
      }
      bound[row] = divergence - bound[row];
    }
    return bound;
  }
}
