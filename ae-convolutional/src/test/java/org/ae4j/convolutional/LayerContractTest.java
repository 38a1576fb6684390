package org.ae4j.convolutional;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.LayerContract;
import org.ae4j.testkit.LayerExample;

class LayerContractTest extends LayerContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ConvolutionalPlugin();
  }

  @Override
  protected Stream<LayerExample> layers() {
    return Stream.of(
        LayerExample.of("conv(5,3,stride=2)", "3x9x8"),
        LayerExample.of("conv(2,5x3,padding=valid,bias=false)", "2x7x6"),
        LayerExample.of("conv(4,4,stride=3,padding=2)", "2x10"),
        LayerExample.of("conv(3,9)", "4x12"),
        LayerExample.of("conv_transpose(3,3,stride=2,output_padding=1)", "5x4x5"),
        LayerExample.of("conv_transpose(3,2)", "2x7"),
        LayerExample.of("max_pool(2)", "3x6x8"),
        LayerExample.of("avg_pool(2x3)", "3x6x9"),
        LayerExample.of("upsample(2)", "3x2x2"),
        LayerExample.of("upsample(2x3)", "2x2x2"));
  }
}
