package org.ae4j.variational;

import java.util.List;
import java.util.stream.Stream;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.Generative;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.ShapeException;
import org.ae4j.api.TrainingStep;
import org.ejml.data.FMatrixRMaj;

/**
 * Encodes a row as a Gaussian over codes, decodes a sample of it, and minimizes the negative
 * evidence lower bound (Kingma and Welling, 2014): -log p(x|z), and the divergence of the Gaussian
 * from a standard normal one.
 *
 * <p>Codes and reconstructions are those of the mean, also where a step does not train.
 */
final class VariationalAutoencoder implements Autoencoder, Generative {
  private final GaussianEncoder encoder;
  private final Network decoder;
  private final Likelihood likelihood;
  private final Divergence divergence;
  private final Reparameterization codes;

  VariationalAutoencoder(
      GaussianEncoder encoder,
      Network decoder,
      Likelihood likelihood,
      Divergence divergence,
      Reparameterization codes) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.likelihood = likelihood;
    this.divergence = divergence;
    this.codes = codes;
  }

  @Override
  public List<Network> networks() {
    return Stream.concat(encoder.networks().stream(), Stream.of(decoder)).toList();
  }

  @Override
  public List<Parameter> freeParameters() {
    return likelihood.parameters();
  }

  @Override
  public int codeSize() {
    return encoder.codeShape().size();
  }

  @Override
  public FMatrixRMaj encode(FMatrixRMaj rows) {
    return encoder.mean().apply(encoder.features(rows));
  }

  @Override
  public FMatrixRMaj decode(FMatrixRMaj code) {
    return decoder.apply(code);
  }

  @Override
  public Posterior posterior(FMatrixRMaj rows) {
    FMatrixRMaj features = encoder.features(rows);
    return new Posterior(encoder.mean().apply(features), encoder.logVariance().apply(features));
  }

  @Override
  public double[] logLikelihood(FMatrixRMaj rows, FMatrixRMaj code) {
    if (rows.numRows != code.numRows) {
      throw new ShapeException(
          "one code a row is needed, got " + code.numRows + " codes for " + rows.numRows + " rows");
    }
    FMatrixRMaj output = decoder.logits(code);
    double[] result = new double[rows.numRows];
    int columns = output.numCols;
    for (int row = 0; row < result.length; row++) {
      int at = row * columns;
      result[row] =
          -likelihood.loss().row(columns, output.data, at, rows.data, at, 0, output.data, at);
    }
    return result;
  }

  @Override
  public LossBreakdown computeGradients(Batch batch, TrainingStep step) {
    FMatrixRMaj features = encoder.features(step, batch.input());
    FMatrixRMaj mean = step.forward(encoder.mean(), features);
    FMatrixRMaj logVariance = step.forward(encoder.logVariance(), features);
    FMatrixRMaj output = step.forward(decoder, codes.sample(step, mean, logVariance));
    FMatrixRMaj gradient = step.buffer("output gradient", output.numCols);
    LossBreakdown losses = step.losses();
    double reconstruction = step.loss(likelihood.loss(), output, batch.target(), gradient);
    losses.add("reconstruction", reconstruction);
    codes.addDivergence(step, divergence);
    if (step.training()) {
      addLikelihoodGradient(step, reconstruction, output.numCols);
      FMatrixRMaj byMean = step.backward(decoder, gradient);
      encoder.backward(step, byMean, codes.gradients(step, byMean));
    }
    return losses;
  }

  private void addLikelihoodGradient(TrainingStep step, double reconstruction, int features) {
    if (likelihood.logVariance().isPresent()) {
      Parameter learned = likelihood.logVariance().get();
      step.gradient(learned)[0] +=
          Likelihood.byLogVariance(reconstruction, features, learned.values()[0]);
    }
  }
}
