package org.ae4j.variational;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Shape;
import org.ae4j.testkit.AutoencoderContract;

class VariationalContractTest extends AutoencoderContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new VariationalPlugin();
  }

  @Override
  protected Stream<AutoencoderConfig> configs() {
    return Stream.of(
            config("mse").option("beta", "0.5"),
            config("mse").option("sigma", "0.7").option("kl_warmup", "2").option("cycles", "2"),
            config("bce").option("beta", "3").option("free_bits", "0.05"),
            config("cce"))
        .map(AutoencoderConfig.Builder::build);
  }

  private static AutoencoderConfig.Builder config(String loss) {
    return AutoencoderConfig.builder(Shape.features(5))
        .variant("variational")
        .encoder("dense(6) tanh dense(2)")
        .scaling("none")
        .loss(loss);
  }
}
