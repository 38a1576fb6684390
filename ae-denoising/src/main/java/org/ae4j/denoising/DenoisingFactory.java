package org.ae4j.denoising;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.BuildContext;
import org.ae4j.api.CodePenalty;
import org.ae4j.api.ReconstructingAutoencoder;

/**
 * The denoising autoencoder (Vincent, Larochelle, Lajoie, Bengio and Manzagol, 2010): the input is
 * damaged, the target is not.
 */
final class DenoisingFactory implements AutoencoderFactory {
  @Override
  public String id() {
    return "denoising";
  }

  @Override
  public String description() {
    return "restores clean rows from damaged ones; damages by gaussian(0.3) unless told otherwise";
  }

  @Override
  public String usage() {
    return "tied=false";
  }

  @Override
  public Optional<String> defaultCorruption() {
    return Optional.of("gaussian(0.3)");
  }

  @Override
  public Autoencoder create(AutoencoderConfig config, BuildContext context) {
    Arguments options = config.arguments();
    boolean tied = options.flag("tied", false);
    options.finish();
    return ReconstructingAutoencoder.create(config, context, tied, CodePenalty.NONE);
  }
}
