package org.ae4j.denoising;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Shape;
import org.ae4j.testkit.CorruptionContract;
import org.ae4j.testkit.CorruptionExample;

class CorruptionContractTest extends CorruptionContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new DenoisingPlugin();
  }

  @Override
  protected Stream<CorruptionExample> corruptions() {
    Shape image = Shape.image(3, 9, 11);
    return Stream.concat(
        Stream.of(
                "gaussian(0.3)",
                "gaussian(0.3,clip=false)",
                "masking(0.25)",
                "salt_and_pepper(0.1)",
                "salt_and_pepper(0.1,low=-2,high=3)",
                "swap(0.15)",
                "block(4)",
                "block(2,count=3,rate=0.5)",
                "channel_dropout(0.4)")
            .map(text -> new CorruptionExample(text, image, "unit")),
        Stream.of("gaussian(0.3)", "step_dropout(0.3)")
            .map(text -> new CorruptionExample(text, Shape.sequence(3, 33), "standard")));
  }
}
