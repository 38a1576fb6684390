package org.ae4j.clustering;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Shape;
import org.ae4j.testkit.AutoencoderContract;

class DeepClusteringContractTest extends AutoencoderContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ClusteringPlugin();
  }

  /** The gradients of the clusters' part are looked at by {@link DeepClusteringTest}. */
  @Override
  protected Stream<AutoencoderConfig> configs() {
    return Stream.of(
            config("dec").option("pretrain", "1").option("interval", "2"),
            config("idec").option("pretrain", "1").option("gamma", "0.5"))
        .map(builder -> builder.option("clusters", "3").option("tolerance", "0").build());
  }

  private static AutoencoderConfig.Builder config(String variant) {
    return AutoencoderConfig.builder(Shape.features(7))
        .variant(variant)
        .encoder("dense(6) tanh dense(3)");
  }
}
