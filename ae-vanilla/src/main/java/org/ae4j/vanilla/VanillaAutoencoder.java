package org.ae4j.vanilla;

import java.util.List;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.Loss;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.TrainingStep;
import org.ejml.data.FMatrixRMaj;

/**
 * Encodes z = f(x), reconstructs x' = g(z), and makes the loss of x' against x small, perhaps with
 * a sparse z.
 */
final class VanillaAutoencoder implements Autoencoder {
  private final Network encoder;
  private final Network decoder;
  private final Loss loss;
  private final Sparsity sparsity;

  VanillaAutoencoder(Network encoder, Network decoder, Loss loss, Sparsity sparsity) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.loss = loss;
    this.sparsity = sparsity;
  }

  @Override
  public List<Network> networks() {
    return List.of(encoder, decoder);
  }

  @Override
  public int codeSize() {
    return encoder.outputShape().size();
  }

  @Override
  public FMatrixRMaj encode(FMatrixRMaj rows) {
    return encoder.apply(rows);
  }

  @Override
  public FMatrixRMaj decode(FMatrixRMaj codes) {
    return decoder.apply(codes);
  }

  @Override
  public LossBreakdown computeGradients(Batch batch, TrainingStep step) {
    FMatrixRMaj code = step.forward(encoder, batch.input());
    FMatrixRMaj output = step.forward(decoder, code);
    FMatrixRMaj gradient = step.buffer("output gradient", output.numCols);
    LossBreakdown losses = step.losses();
    losses.add("reconstruction", step.loss(loss, output, batch.target(), gradient));
    FMatrixRMaj codeGradient = step.backward(decoder, gradient);
    sparsity.add(code, codeGradient, losses);
    step.backwardToParameters(encoder, codeGradient);
    return losses;
  }
}
