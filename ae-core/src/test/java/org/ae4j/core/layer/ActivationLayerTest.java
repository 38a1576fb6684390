package org.ae4j.core.layer;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The activations as layers of their own, and the softmax. */
class ActivationLayerTest {
  /** Derivatives that are computed from a float output near its limit lose some digits. */
  private static final double TOLERANCE = 1e-6;

  static List<Case> reference() {
    return ReferenceCases.read("activations");
  }

  @ParameterizedTest
  @MethodSource("reference")
  void matchesReference(Case c) {
    FMatrixRMaj x = LayerRun.matrix(c.input("x"));
    String function = c.text("function");
    String parameter = c.number("parameter") == 0 ? "" : "(" + c.text("parameter") + ")";
    LayerRun run = new LayerRun(build(function + parameter, x.numCols), x, TestPass.TRAINING);

    assertClose("y", run.forward().data, c.expected("y"), TOLERANCE);
    FMatrixRMaj gradX = run.backward(LayerRun.matrix(c.input("gradOut")));
    assertClose("gradX", gradX.data, c.expected("gradX"), TOLERANCE);
  }

  private static Layer build(String text, int columns) {
    return Specs.parse(text).build(Shape.features(columns), new TestContext(1));
  }

  @Test
  void exposesWhatADenseLayerCanTakeOver() {
    ActivationSpec spec = (ActivationSpec) Specs.parse("leaky_relu(0.2)");

    assertThat(spec.id()).isEqualTo("leaky_relu");
    assertThat(spec.function()).isEqualTo(Activation.LEAKY_RELU);
    assertThat(spec.parameter()).isEqualTo(0.2f);
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatThrownBy(() -> new ActivationSpec(Activation.ELU, 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("elu: alpha must be from 1.0E-6 to 100.0, got 0.0");
    assertThatThrownBy(() -> new ActivationSpec(Activation.RELU, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("relu has no parameter");
  }

  @Test
  void leastParameterCanBeReadAndMade() {
    LayerSpec spec = Specs.parse("elu(1e-6)");

    assertThat(Specs.parse(spec.toString())).isEqualTo(spec);
  }
}
