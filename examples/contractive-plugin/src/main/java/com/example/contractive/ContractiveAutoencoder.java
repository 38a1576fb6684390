package com.example.contractive;

import java.util.List;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Batch;
import org.ae4j.api.Loss;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.TrainingStep;
import org.ejml.data.FMatrixRMaj;

/** Reconstructs its input through a code whose Jacobian is kept small. */
record ContractiveAutoencoder(Network encoder, Network decoder, Loss loss, JacobianPenalty penalty)
    implements Autoencoder {
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
    losses.add("jacobian", penalty.add(code, codeGradient, step));
    step.backwardToParameters(encoder, codeGradient);
    return losses;
  }
}
