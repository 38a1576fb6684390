package org.ae4j.variational;

import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.BuildContext;
import org.ae4j.api.Network;

/**
 * Makes variational autoencoders from a configuration.
 *
 * <p>The configured encoder's last layer gives the mean of the code, and a second one like it the
 * log variance. The loss says how rows are distributed around what the decoder returns; see {@link
 * Likelihood}.
 */
final class VariationalFactory implements AutoencoderFactory {
  private final Noise noise;

  VariationalFactory(Noise noise) {
    this.noise = noise;
  }

  @Override
  public String id() {
    return "variational";
  }

  @Override
  public String description() {
    return "a Gaussian code that can be sampled from: loss bce (Bernoulli), mse (Gaussian) or cce";
  }

  @Override
  public String usage() {
    return Divergence.USAGE + " " + Likelihood.USAGE;
  }

  @Override
  public Autoencoder create(AutoencoderConfig config, BuildContext context) {
    Arguments options = config.arguments();
    Divergence divergence = Divergence.read(options);
    Likelihood likelihood = Likelihood.read(config, options, context);
    options.finish();
    GaussianEncoder encoder = GaussianEncoder.build(config, context);
    Network decoder = context.decoder(config, encoder.codeShape(), likelihood.loss());
    return new VariationalAutoencoder(
        encoder,
        decoder,
        likelihood,
        divergence,
        new Reparameterization(encoder.codeShape().size(), noise));
  }
}
