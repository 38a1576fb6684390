package org.ae4j.api;

import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * Encodes z = f(x), reconstructs x' = g(z), and makes the loss of x' against the batch's target
 * small: what variants share that differ in the input, in the networks or in what they want of z.
 */
public final class ReconstructingAutoencoder implements Autoencoder {
  private final Network encoder;
  private final Network decoder;
  private final Loss loss;
  private final CodePenalty penalty;

  /** Makes an autoencoder of two networks; the code is all that the first hands to the second. */
  public ReconstructingAutoencoder(
      Network encoder, Network decoder, Loss loss, CodePenalty penalty) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.loss = loss;
    this.penalty = penalty;
  }

  /**
   * Builds the networks that a configuration describes.
   *
   * @param tied whether the decoder's dense layers have the encoder's weights transposed
   */
  public static ReconstructingAutoencoder create(
      AutoencoderConfig config, BuildContext context, boolean tied, CodePenalty penalty) {
    Loss loss = context.loss(config.loss());
    Network encoder = context.network("encoder", config.input(), config.encoder());
    Network decoder =
        tied
            ? context.tiedDecoder(config, encoder, loss)
            : context.decoder(config, encoder.outputShape(), loss);
    return new ReconstructingAutoencoder(encoder, decoder, loss, penalty);
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
    penalty.add(code, codeGradient, losses);
    step.backwardToParameters(encoder, codeGradient);
    return losses;
  }
}
