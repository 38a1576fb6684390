package org.ae4j.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInLayersTest {
  private static final Shape IMAGE = Shape.image(1, 28, 28);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dense(128)",
        "dense(1x28x28)",
        "dense(128,bias=false,init=he_normal)",
        "linear",
        "relu",
        "leaky_relu",
        "leaky_relu(0.2)",
        "elu",
        "elu(0.5)",
        "selu",
        "gelu",
        "silu",
        "sigmoid",
        "tanh",
        "softplus",
        "softmax",
        "dropout(0.2)",
        "batchnorm",
        "batchnorm(momentum=0.01,eps=1e-3)",
        "layernorm",
        "layernorm(eps=1e-6)"
      })
  void readWhatTheyWrite(String text) {
    LayerSpec spec = Specs.parse(text);

    assertThat(Specs.parse(spec.toString())).isEqualTo(spec);
    assertThat(spec.toString().replace("0.001", "1e-3")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "leaky_relu(0.2)", "softmax", "batchnorm", "layernorm", "linear"})
  void followAndMirrorThemselves(String text) {
    LayerSpec spec = Specs.parse(text);

    assertThat(spec.follows()).isTrue();
    assertThat(spec.mirror(IMAGE)).contains(spec);
    assertThat(spec.outputShape(IMAGE)).isEqualTo(IMAGE);
  }

  @Test
  void dropoutHasNoMirror() {
    assertThat(new DropoutSpec(0.2).follows()).isTrue();
    assertThat(new DropoutSpec(0.2).mirror(IMAGE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "2x50", "1x28x28"})
  void denseMirrorRestoresTheShape(String input) {
    Shape shape = Shape.parse(input);
    LayerSpec spec = Specs.parse("dense(32,bias=false,init=orthogonal)");

    LayerSpec mirror = spec.mirror(shape).orElseThrow();

    assertThat(spec.follows()).isFalse();
    assertThat(mirror.outputShape(spec.outputShape(shape))).isEqualTo(shape);
    assertThat(mirror).hasToString("dense(" + input + ",bias=false,init=orthogonal)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dense | dense needs units, for example dense(128)",
        "dense(0) | dense: units must be a whole number of at least 1, or a shape such as 1x28x28",
        "dense(many) | got 'many'",
        "dense(8,16) | dense takes at most 1 arguments without a name, got 2",
        "dense(8,bias=maybe) | dense: bias must be true or false, got 'maybe'",
        "dense(8,init=he_unform) | did you mean 'he_uniform'?",
        "dense(8,initializer=zeros) | unknown argument of dense 'initializer'",
        "leaky_relu(0) | leaky_relu: slope must be a number from 1.0E-6 to 100.0, got '0'",
        "elu(-1) | elu: alpha must be a number from 1.0E-6 to 100.0, got '-1'",
        "relu(1) | relu takes at most 0 arguments",
        "softmax(1) | softmax takes at most 0 arguments",
        "dropout(1) | dropout: rate must be a number from 0.0 to 0.99, got '1'",
        "batchnorm(momentum=2) | batchnorm: momentum must be a number from 0.0 to 1.0, got '2'",
        "batchnorm(eps=0) | batchnorm: eps must be a number from 1.0E-12 to 1.0, got '0'",
        "layernorm(eps=x) | layernorm: eps must be a number from 1.0E-12 to 1.0, got 'x'"
      })
  void refuseBadArguments(String text, String message) {
    assertThatThrownBy(() -> Specs.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
