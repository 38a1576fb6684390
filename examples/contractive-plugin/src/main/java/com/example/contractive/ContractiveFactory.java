package com.example.contractive;

import java.util.List;
import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.BuildContext;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Loss;
import org.ae4j.api.Network;
import org.ae4j.api.Shape;

/** Makes contractive autoencoders from {@code dense(N) sigmoid} or {@code dense(N) tanh}. */
final class ContractiveFactory implements AutoencoderFactory {
  private static final double MAX_WEIGHT = 1e6;

  @Override
  public String id() {
    return "contractive";
  }

  @Override
  public String description() {
    return "codes that change little where the input does: a penalty on the encoder's Jacobian";
  }

  @Override
  public String usage() {
    return "lambda=0.1 tied=false";
  }

  @Override
  public Optional<String> defaultEncoder(Shape input, int code, String activation) {
    return Optional.of("dense(" + code + ") sigmoid");
  }

  @Override
  public Autoencoder create(AutoencoderConfig config, BuildContext context) {
    Arguments options = config.arguments();
    double lambda = options.number("lambda", 0, MAX_WEIGHT, 0.1);
    boolean tied = options.flag("tied", false);
    options.finish();
    Squashing squashing = squashing(config.encoder());

    Loss loss = context.loss(config.loss());
    Network encoder = context.network("encoder", config.input(), config.encoder());
    Network decoder =
        tied
            ? context.tiedDecoder(config, encoder, loss)
            : context.decoder(config, encoder.outputShape(), loss);
    return new ContractiveAutoencoder(
        encoder, decoder, loss, new JacobianPenalty(lambda, squashing, encoder));
  }

  /** The penalty is that of one layer: a deeper Jacobian has no such short form. */
  private static Squashing squashing(String encoder) {
    List<Expression> layers = Expression.parseList(encoder);
    if (layers.size() == 2 && layers.get(0).name().equals("dense")) {
      for (Squashing squashing : Squashing.values()) {
        if (layers.get(1).toString().equals(squashing.id())) {
          return squashing;
        }
      }
    }
    throw new ConfigurationException(
        "variant contractive needs an encoder of one dense layer and sigmoid or tanh, got '"
            + encoder
            + "'; leave out the layers for the default, or give an encoder such as"
            + " 'dense(64) sigmoid'");
  }
}
