package org.ae4j.vanilla;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Shape;
import org.ae4j.testkit.AutoencoderContract;

class VanillaContractTest extends AutoencoderContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new VanillaPlugin();
  }

  @Override
  protected Stream<AutoencoderConfig> configs() {
    return Stream.of(
            config("dense(6) batchnorm relu dropout(0.2) layernorm dense(3)"),
            config("dense(6) gelu dense(3)").loss("huber").scaling("none"),
            config("dense(6) tanh dense(3)").loss("bce").scaling("unit").option("tied", "true"),
            config("dense(3) sigmoid").option("l1", "0.1").option("kl", "0.1"))
        .map(AutoencoderConfig.Builder::build);
  }

  private static AutoencoderConfig.Builder config(String encoder) {
    return AutoencoderConfig.builder(Shape.features(7)).variant("vanilla").encoder(encoder);
  }
}
