package org.ae4j.core.layer;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.ae4j.core.reference.ReferenceCases.Tensor;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenseLayerTest {
  /** Sums of up to six products of floats near 1. */
  private static final double TOLERANCE = 1e-6;

  private static final Kernels KERNELS = new ReferenceKernels();
  private static final Shape INPUT = Shape.features(7);

  @Test
  void matchesReference() {
    Case c = ReferenceCases.read("dense", "dense");
    LayerRun run =
        new LayerRun(
            layer(c.input("weight"), c.input("bias"), Activation.LINEAR),
            LayerRun.matrix(c.input("x")),
            TestPass.TRAINING);

    assertClose("y", run.forward().data, c.expected("y"), TOLERANCE);
    FMatrixRMaj gradX = run.backward(LayerRun.matrix(c.input("gradOut")));
    assertClose("gradX", gradX.data, c.expected("gradX"), TOLERANCE);
    assertClose("gradWeight", run.gradient(0), c.expected("gradWeight"), TOLERANCE);
    assertClose("gradBias", run.gradient(1), c.expected("gradBias"), TOLERANCE);
  }

  private static DenseLayer layer(Tensor weight, Tensor bias, Activation activation) {
    Parameter w = new Parameter("weight", weight.rows(), weight.columns(), weight.floats());
    Parameter b = new Parameter("bias", 1, bias.columns(), bias.floats());
    return new DenseLayer(
        KERNELS, Shape.features(w.rows()), Shape.features(w.columns()), w, b, activation, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"LINEAR", "SIGMOID", "TANH", "SOFTPLUS"})
  void gradientsMatchDifferences(Activation activation) {
    DenseLayer layer = LayerRun.scrambled(build("dense(5)", activation), 1);

    GradientCheck.check(layer, LayerRun.normal(4, 7, 2), TestPass.TRAINING);
  }

  private static DenseLayer build(String text, Activation activation) {
    DenseSpec spec = (DenseSpec) Specs.parse(text);
    return spec.build(
        INPUT, new TestContext(5), activation, ActivationSpec.of(activation).parameter());
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"GELU", "SILU"},
      mode = EnumSource.Mode.EXCLUDE)
  void fusedActivationEqualsASeparateOne(Activation activation) {
    DenseLayer plain = build("dense(5)", Activation.LINEAR);
    DenseLayer fused = build("dense(5)", activation);
    Layer separate = ActivationSpec.of(activation).build(Shape.features(5), new TestContext(6));
    FMatrixRMaj in = LayerRun.normal(6, 7, 7);
    FMatrixRMaj gradient = LayerRun.normal(6, 5, 8);

    LayerRun first = new LayerRun(plain, in, TestPass.TRAINING);
    LayerRun second = new LayerRun(separate, first.forward(), TestPass.TRAINING);
    LayerRun whole = new LayerRun(fused, in, TestPass.TRAINING);

    assertThat(whole.forward().data).containsExactly(second.forward().data);
    assertThat(whole.backward(gradient).data)
        .containsExactly(first.backward(second.backward(gradient)).data);
    assertThat(whole.gradient(0)).containsExactly(first.gradient(0));
    assertThat(whole.gradient(1)).containsExactly(first.gradient(1));
  }

  @Test
  void goesBackOnlyAfterPreparation() {
    DenseLayer layer = build("dense(5)", Activation.LINEAR);
    FMatrixRMaj in = new FMatrixRMaj(1, 7);
    FMatrixRMaj out = new FMatrixRMaj(1, 5);
    LayerCache cache = new LayerCache(layer, 1, true);

    layer.backward(TestPass.TRAINING, in, out, out, null, 0, 1, cache);
    assertThatThrownBy(() -> layer.backward(TestPass.TRAINING, in, out, out, in, 0, 1, cache))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("prepareInputGradients");
  }

  @Test
  void refusesAnActivationWhoseDerivativeNeedsTheInput() {
    assertThatThrownBy(() -> build("dense(5)", Activation.GELU))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("GELU cannot be merged");
  }

  @Test
  void refusesMoreWeightsThanAnArrayHolds() {
    DenseSpec spec = DenseSpec.of(100_000);

    assertThatThrownBy(() -> spec.outputShape(Shape.features(20_000)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("dense(100000) on 20000 needs 2000000000 weights");
  }
}
