package org.ae4j.convolutional;

import java.util.List;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.Loss;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.TrainingStep;
import org.ejml.data.FMatrixRMaj;

/** Encodes z = f(x), reconstructs x' = g(z), and makes the loss of x' against x small. */
final class ConvolutionalAutoencoder implements Autoencoder {
  private final Network encoder;
  private final Network decoder;
  private final Loss loss;

  ConvolutionalAutoencoder(Network encoder, Network decoder, Loss loss) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.loss = loss;
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
    step.backwardToParameters(encoder, step.backward(decoder, gradient));
    return losses;
  }
}
