package ${package};

import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.BuildContext;
import org.ae4j.api.ReconstructingAutoencoder;

final class DecorrelatedFactory implements AutoencoderFactory {
  @Override
  public String id() {
    return "decorrelated";
  }

  @Override
  public String description() {
    return "an autoencoder whose code values vary independently of each other";
  }

  @Override
  public String usage() {
    return "weight=0.1";
  }

  @Override
  public Autoencoder create(AutoencoderConfig config, BuildContext context) {
    Arguments options = config.arguments();
    double weight = options.number("weight", 0, 1e6, 0.1);
    options.finish();
    return ReconstructingAutoencoder.create(config, context, false, new Decorrelation(weight));
  }
}
