package org.ae4j.core.layer;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Whole autoencoders of dense layers, with weights of their own and with tied ones. */
class DenseNetworkTest {
  private static final double TOLERANCE = 1e-6;
  private static final Kernels KERNELS = new ReferenceKernels();
  private static final int[] SIZES = {6, 4, 2, 4, 6};
  private static final List<Activation> ACTIVATIONS =
      List.of(Activation.RELU, Activation.LINEAR, Activation.RELU, Activation.SIGMOID);

  private final List<LayerRun> runs = new ArrayList<>();

  @Test
  void autoencoderMatchesReference() {
    Case c = ReferenceCases.read("dense", "autoencoder");
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      layers.add(dense(c, i));
    }

    check(c, layers);

    for (int i = 0; i < 4; i++) {
      assertGradient(c, "gradWeight", i, runs.get(i).gradient(0));
      assertGradient(c, "gradBias", i, runs.get(i).gradient(1));
    }
  }

  @Test
  void tiedAutoencoderMatchesReference() {
    Case c = ReferenceCases.read("dense", "tied autoencoder");
    DenseLayer first = dense(c, 0);
    DenseLayer second = dense(c, 1);
    TiedDenseLayer third = tied(c, second, 2);
    TiedDenseLayer fourth = tied(c, first, 3);

    check(c, List.of(first, second, third, fourth));

    assertThat(fourth.parameters().get(0)).isSameAs(first.weight());
    for (int i = 0; i < 2; i++) {
      float[] gradient = runs.get(i).gradient(0);
      runs.get(3 - i).addGradient(0, gradient, true, first.parameterGrain(0) * SIZES[1]);
      assertGradient(c, "gradWeight", i, gradient);
    }
    for (int i = 0; i < 4; i++) {
      assertGradient(c, "gradBias", i, runs.get(i).gradient(1));
    }
  }

  @Test
  void tiedGradientsMatchDifferences() {
    TestContext context = new TestContext(1);
    DenseLayer dense = DenseSpec.of(3).build(Shape.image(1, 2, 3), context, Activation.LINEAR, 0);
    TiedDenseLayer tied =
        LayerRun.scrambled(new TiedDenseLayer(dense, context, Activation.TANH, 0), 2);

    assertThat(tied.outputShape()).isEqualTo(Shape.image(1, 2, 3));
    GradientCheck.check(tied, LayerRun.normal(4, 3, 3), TestPass.TRAINING);
  }

  @Test
  void tiedPiecesGiveTheSameBits() {
    TestContext context = new TestContext(4);
    DenseLayer dense = DenseSpec.of(3).build(Shape.features(20), context, Activation.LINEAR, 0);
    TiedDenseLayer tied = new TiedDenseLayer(dense, context, Activation.TANH, 0);
    FMatrixRMaj in = LayerRun.normal(9, 3, 5);
    FMatrixRMaj gradient = LayerRun.normal(9, 20, 6);
    LayerRun whole = new LayerRun(tied, in, TestPass.TRAINING);
    LayerRun pieces = new LayerRun(tied, in, TestPass.TRAINING);

    assertThat(pieces.forward(1, 6).data).containsExactly(whole.forward().data);
    assertThat(pieces.backward(gradient, 4).data).containsExactly(whole.backward(gradient).data);
    for (int p = 0; p < 2; p++) {
      float[] parts = new float[tied.parameters().get(p).size()];
      pieces.addGradient(p, parts, false, tied.parameterGrain(p));
      assertThat(parts).containsExactly(whole.gradient(p));
    }
  }

  private static DenseLayer dense(Case c, int index) {
    return DenseSpec.of(SIZES[index + 1])
        .build(Shape.features(SIZES[index]), new CaseContext(c, index), ACTIVATIONS.get(index), 0);
  }

  private static TiedDenseLayer tied(Case c, DenseLayer encoder, int index) {
    return new TiedDenseLayer(encoder, new CaseContext(c, index), ACTIVATIONS.get(index), 0);
  }

  /** Takes weights from the case, where layers are counted from 1. */
  private record CaseContext(Case values, int index) implements LayerContext {
    @Override
    public Kernels kernels() {
      return KERNELS;
    }

    @Override
    public Parameter weights(String name, int rows, int columns, String initializer) {
      String full = name + (index + 1);
      return new Parameter(full, rows, columns, values.input(full).floats());
    }

    @Override
    public Parameter vector(String name, int size, float value) {
      return weights(name, 1, size, "zeros");
    }
  }

  private void check(Case c, List<Layer> layers) {
    FMatrixRMaj values = LayerRun.matrix(c.input("x"));
    for (Layer layer : layers) {
      LayerRun run = new LayerRun(layer, values, TestPass.TRAINING);
      runs.add(run);
      values = run.forward();
      if (runs.size() == 2) {
        assertClose("code", values.data, c.expected("code"), TOLERANCE);
      }
    }
    assertClose("reconstruction", values.data, c.expected("reconstruction"), TOLERANCE);
    FMatrixRMaj gradient = LayerRun.matrix(c.input("target"));
    for (int i = 0; i < gradient.data.length; i++) {
      gradient.data[i] = 2 * (values.data[i] - gradient.data[i]) / gradient.data.length;
    }
    for (int i = 3; i >= 0; i--) {
      gradient = runs.get(i).backward(gradient);
    }
    assertClose("gradX", gradient.data, c.expected("gradX"), TOLERANCE);
  }

  private static void assertGradient(Case c, String name, int index, float[] gradient) {
    assertClose(name, gradient, c.expected(name + (index + 1)), TOLERANCE);
  }
}
