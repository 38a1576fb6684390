package org.ae4j.convolutional;

import java.util.Optional;
import java.util.Set;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.BuildContext;
import org.ae4j.api.CodePenalty;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.ReconstructingAutoencoder;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;

final class ConvolutionalFactory implements AutoencoderFactory {
  private static final Set<String> CONVOLUTIONS = Set.of(ConvSpec.ID, ConvTransposeSpec.ID);

  @Override
  public String id() {
    return "convolutional";
  }

  @Override
  public String description() {
    return "for images and sequences: convolutions to the code, transposed convolutions back";
  }

  /** Halves height and width twice. */
  @Override
  public Optional<String> defaultEncoder(Shape input, int code, String activation) {
    requireImages(input);
    return Optional.of(
        "conv(16,3,stride=2) %1$s conv(32,3,stride=2) %1$s dense(%2$d)"
            .formatted(activation, code));
  }

  @Override
  public Autoencoder create(AutoencoderConfig config, BuildContext context) {
    config.arguments().finish();
    requireImages(config.input());
    requireConvolutions(config);
    return ReconstructingAutoencoder.create(config, context, false, CodePenalty.NONE);
  }

  private static void requireImages(Shape input) {
    if (input.rank() < 2) {
      throw new ShapeException(
          "variant convolutional is for images and sequences, got rows of "
              + input
              + " plain features; give the data its shape (option shape=1x28x28 of the data), or"
              + " take variant vanilla");
    }
  }

  private static void requireConvolutions(AutoencoderConfig config) {
    boolean has =
        Expression.parseList(config.encoder()).stream()
            .anyMatch(layer -> CONVOLUTIONS.contains(layer.name()));
    if (!has) {
      throw new ConfigurationException(
          "variant convolutional needs a convolution in its encoder, got '"
              + config.encoder()
              + "'; leave out the layers for the default, give an encoder such as"
              + " 'conv(16,3,stride=2) relu dense(32)', or take variant vanilla");
    }
  }
}
