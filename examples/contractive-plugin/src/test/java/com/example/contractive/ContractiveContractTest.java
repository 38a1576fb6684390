package com.example.contractive;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Shape;
import org.ae4j.testkit.AutoencoderContract;

class ContractiveContractTest extends AutoencoderContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ContractivePlugin();
  }

  /** With weights at which the penalty is most of the loss, so that its gradient is checked. */
  @Override
  protected Stream<AutoencoderConfig> configs() {
    return Stream.of(
            config("dense(4) sigmoid").option("lambda", "5"),
            config("dense(4) tanh").option("lambda", "1"),
            config("dense(4,bias=false) tanh").option("lambda", "1").option("tied", "true"),
            config("dense(4) sigmoid").loss("bce").scaling("unit"))
        .map(AutoencoderConfig.Builder::build);
  }

  private static AutoencoderConfig.Builder config(String encoder) {
    return AutoencoderConfig.builder(Shape.features(6)).variant("contractive").encoder(encoder);
  }
}
