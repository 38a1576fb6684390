package org.ae4j.clustering;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.BuildContext;
import org.ae4j.api.Loss;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;

/** Makes {@link DeepClustering} of one of its two kinds. */
final class DeepClusteringFactory implements AutoencoderFactory {
  private final String id;
  private final String description;
  private final boolean reconstructs;

  private DeepClusteringFactory(String id, String description, boolean reconstructs) {
    this.id = id;
    this.description = description;
    this.reconstructs = reconstructs;
  }

  static DeepClusteringFactory dec() {
    return new DeepClusteringFactory(
        "dec", "deep embedded clustering: after pre-training, codes gather in clusters", false);
  }

  static DeepClusteringFactory idec() {
    return new DeepClusteringFactory(
        "idec",
        "improved deep embedded clustering: codes gather in clusters and still reconstruct",
        true);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String usage() {
    return DeepClusteringOptions.USAGE + (reconstructs ? " gamma=0.1" : "");
  }

  @Override
  public boolean reconstructs() {
    return reconstructs;
  }

  @Override
  public Autoencoder create(AutoencoderConfig config, BuildContext context) {
    Arguments arguments = config.arguments();
    DeepClusteringOptions options = DeepClusteringOptions.read(arguments, reconstructs);
    arguments.finish();
    Loss loss = context.loss(config.loss());
    Network encoder = context.network("encoder", config.input(), config.encoder());
    Network decoder = context.decoder(config, encoder.outputShape(), loss);
    int code = encoder.outputShape().size();
    Parameter centres =
        context.vector("clusters.centres", Math.multiplyExact(options.clusters(), code), 0);
    Optional<Parameter> metric =
        options.whitens()
            ? Optional.of(context.vector("clusters.metric", Math.multiplyExact(code, code), 0))
            : Optional.empty();
    return new DeepClustering(encoder, decoder, loss, centres, metric, options, context.kernels());
  }
}
