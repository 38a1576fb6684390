package org.ae4j.testkit;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.core.BuiltInPlugin;

class CoreLayersTest extends LayerContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new BuiltInPlugin();
  }

  @Override
  protected Stream<LayerExample> layers() {
    return Stream.of(
        LayerExample.of("dense(5)", "7"),
        LayerExample.of("dense(40,bias=false,init=he_normal)", "2x3"),
        LayerExample.of("dense(1x3x2)", "4"),
        LayerExample.of("linear", "5"),
        LayerExample.of("relu", "5"),
        LayerExample.of("leaky_relu(0.2)", "5"),
        LayerExample.of("elu(0.5)", "5"),
        LayerExample.of("selu", "5"),
        LayerExample.of("gelu", "5"),
        LayerExample.of("silu", "5"),
        LayerExample.of("sigmoid", "5"),
        LayerExample.of("tanh", "5"),
        LayerExample.of("softplus", "5"),
        LayerExample.of("softmax", "5"),
        LayerExample.of("table(2n,b,c3,d2?)", "9"),
        LayerExample.of("dropout(0.3)", "1x3x4"),
        LayerExample.of("batchnorm", "3x2x2"),
        LayerExample.of("batchnorm", "2x3"),
        LayerExample.of("batchnorm(momentum=0.01,eps=0.001)", "6"),
        LayerExample.of("layernorm", "9"),
        LayerExample.of("layernorm(eps=0.1)", "3x5"));
  }
}
