package org.ae4j.vanilla;

import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.BuildContext;
import org.ae4j.api.ReconstructingAutoencoder;

final class VanillaFactory implements AutoencoderFactory {
  @Override
  public String id() {
    return "vanilla";
  }

  @Override
  public String description() {
    return "the undercomplete autoencoder: a code smaller than its input, a decoder that mirrors the encoder";
  }

  @Override
  public String usage() {
    return "tied=false " + Sparsity.USAGE;
  }

  @Override
  public Autoencoder create(AutoencoderConfig config, BuildContext context) {
    Arguments options = config.arguments();
    boolean tied = options.flag("tied", false);
    Sparsity sparsity = Sparsity.read(options);
    options.finish();
    sparsity.requireFor(config);
    return ReconstructingAutoencoder.create(config, context, tied, sparsity);
  }
}
