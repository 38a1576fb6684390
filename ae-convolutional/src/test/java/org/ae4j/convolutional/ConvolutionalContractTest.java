package org.ae4j.convolutional;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Shape;
import org.ae4j.testkit.AutoencoderContract;

class ConvolutionalContractTest extends AutoencoderContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ConvolutionalPlugin();
  }

  @Override
  protected Stream<AutoencoderConfig> configs() {
    return Stream.of(
            config("1x8x8", "conv(3,3,stride=2) silu conv(4,3,stride=2) silu dense(3)"),
            config("2x4x6", "conv(3,2) batchnorm tanh max_pool(2) dense(3)").loss("bce"),
            config(
                "2x6x4",
                "conv_transpose(3,2,stride=2,output_padding=1) elu max_pool(2)"
                    + " conv(2,3,padding=valid,bias=false) dense(4)"),
            config("2x8", "conv(3,3) tanh avg_pool(2) dense(2)"))
        .map(AutoencoderConfig.Builder::build);
  }

  private static AutoencoderConfig.Builder config(String input, String encoder) {
    return AutoencoderConfig.builder(Shape.parse(input))
        .variant("convolutional")
        .encoder(encoder)
        .scaling("unit");
  }
}
