package org.ae4j.denoising;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Shape;
import org.ae4j.testkit.AutoencoderContract;

class DenoisingContractTest extends AutoencoderContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new DenoisingPlugin();
  }

  @Override
  protected Stream<AutoencoderConfig> configs() {
    return Stream.of(
            config(),
            config().option("tied", "true").corruption("masking(0.3)"),
            config().scaling("unit").corruption("gaussian(0.2)*ramp(2)+swap(0.1)+block(2)"))
        .map(AutoencoderConfig.Builder::build);
  }

  private static AutoencoderConfig.Builder config() {
    return AutoencoderConfig.builder(Shape.image(1, 3, 3))
        .variant("denoising")
        .encoder("dense(5) tanh dense(2)");
  }
}
