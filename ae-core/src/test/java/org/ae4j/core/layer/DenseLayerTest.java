package org.ae4j.core.layer;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
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

  @Test
  void gradientsMatchDifferencesWithoutBias() {
    Layer layer = LayerRun.scrambled(build("dense(5,bias=false)", Activation.LINEAR), 3);

    assertThat(layer.parameters()).hasSize(1);
    GradientCheck.check(layer, LayerRun.normal(4, 7, 4), TestPass.TRAINING);
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
  void piecesGiveTheSameBits() {
    DenseLayer layer = LayerRun.scrambled(build("dense(40)", Activation.TANH), 9);
    FMatrixRMaj in = LayerRun.normal(13, 7, 10);
    FMatrixRMaj gradient = LayerRun.normal(13, 40, 11);
    LayerRun whole = new LayerRun(layer, in, TestPass.TRAINING);
    LayerRun pieces = new LayerRun(layer, in, TestPass.TRAINING);

    assertThat(pieces.forward(1, 4, 4, 11).data).containsExactly(whole.forward().data);
    assertThat(pieces.backward(gradient, 2, 12).data)
        .containsExactly(whole.backward(gradient).data);
    for (int p = 0; p < 2; p++) {
      float[] parts = new float[layer.parameters().get(p).size()];
      pieces.addGradient(p, parts, false, layer.parameterGrain(p));
      assertThat(parts).containsExactly(whole.gradient(p));
    }
  }

  @Test
  void addsToAGradientWhenTold() {
    DenseLayer layer = build("dense(5)", Activation.LINEAR);
    LayerRun run = new LayerRun(layer, LayerRun.normal(3, 7, 12), TestPass.TRAINING);
    run.forward();
    run.backward(LayerRun.normal(3, 5, 13));
    for (int p = 0; p < 2; p++) {
      float[] added = new float[layer.parameters().get(p).size()];
      Arrays.fill(added, 10f);
      run.addGradient(p, added, true, layer.parameterGrain(p));

      double[] expected = new double[added.length];
      Arrays.setAll(expected, plusTen(run.gradient(p)));
      assertClose("gradient", added, expected, TOLERANCE);
    }
  }

  private static IntToDoubleFunction plusTen(float[] values) {
    return i -> 10.0 + values[i];
  }

  @Test
  void refreshesOnlyTheRowsThatChanged() {
    DenseLayer layer = build("dense(5)", Activation.LINEAR);
    layer.prepareTraining();
    float[] weights = layer.weight().values();
    System.arraycopy(LayerRun.normal(2, 5, 14).data, 0, weights, 10, 10);
    layer.parameterChanged(0, 10, 15);
    layer.parameterChanged(0, 15, 20);
    DenseLayer fresh =
        new DenseLayer(
            KERNELS, INPUT, Shape.features(5), layer.weight(), null, Activation.LINEAR, 0);
    LayerRun changed = new LayerRun(layer, LayerRun.normal(3, 7, 15), TestPass.TRAINING);
    LayerRun expected = new LayerRun(fresh, LayerRun.normal(3, 7, 15), TestPass.TRAINING);
    FMatrixRMaj gradient = LayerRun.normal(3, 5, 16);

    assertThat(changed.forward().data).containsExactly(expected.forward().data);
    assertThat(changed.backward(gradient).data).containsExactly(expected.backward(gradient).data);
  }

  @Test
  void goesBackOnlyAfterPreparation() {
    DenseLayer layer = build("dense(5)", Activation.LINEAR);
    FMatrixRMaj in = new FMatrixRMaj(1, 7);
    FMatrixRMaj out = new FMatrixRMaj(1, 5);
    LayerCache cache = new LayerCache(layer, 1);

    layer.backward(TestPass.TRAINING, in, out, out, null, 0, 1, cache);
    assertThatThrownBy(() -> layer.backward(TestPass.TRAINING, in, out, out, in, 0, 1, cache))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("prepareTraining");
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
