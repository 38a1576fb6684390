package org.ae4j.core.layer;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ae4j.api.Layer;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchNormLayerTest {
  /** Columns with a mean well above their deviation lose a digit when the mean is taken off. */
  private static final double TOLERANCE = 2e-6;

  static List<Case> reference() {
    return ReferenceCases.read("batchnorm");
  }

  @ParameterizedTest
  @MethodSource("reference")
  void matchesReference(Case c) {
    Layer layer = layer(c);
    if (!c.inputs().containsKey("evaluationX")) {
      LayerRun run = new LayerRun(layer, LayerRun.matrix(c.input("x")), TestPass.EVALUATION);
      assertClose("y", run.forward().data, c.expected("y"), TOLERANCE);
      FMatrixRMaj gradX = run.backward(LayerRun.matrix(c.input("gradOut")));
      assertClose("gradX", gradX.data, c.expected("gradX"), TOLERANCE);
      return;
    }
    LayerRun run = new LayerRun(layer, LayerRun.matrix(c.input("x")), TestPass.TRAINING);
    assertClose("y", run.forward().data, c.expected("y"), TOLERANCE);
    FMatrixRMaj gradX = run.backward(LayerRun.matrix(c.input("gradOut")));
    assertClose("gradX", gradX.data, c.expected("gradX"), TOLERANCE);
    assertClose("gradGamma", run.gradient(0), c.expected("gradGamma"), TOLERANCE);
    assertClose("gradBeta", run.gradient(1), c.expected("gradBeta"), TOLERANCE);
    assertStatistics(layer, c.expected("runningMean").doubles(), 0);
    assertStatistics(layer, c.expected("runningVariance").doubles(), 1);

    LayerRun later =
        new LayerRun(layer, LayerRun.matrix(c.input("evaluationX")), TestPass.EVALUATION);
    assertClose("evaluationY", later.forward().data, c.expected("evaluationY"), TOLERANCE);
    FMatrixRMaj laterGradX = later.backward(LayerRun.matrix(c.input("evaluationGradOut")));
    assertClose("evaluationGradX", laterGradX.data, c.expected("evaluationGradX"), TOLERANCE);
  }

  private static void assertStatistics(Layer layer, double[] expected, int index) {
    Parameter statistic = layer.statistics().get(index);
    assertClose(statistic.name(), statistic.values(), expected, TOLERANCE);
  }

  private static Layer layer(Case c) {
    Layer layer =
        new BatchNormSpec(c.number("momentum"), c.number("epsilon"))
            .build(Shape.features(c.input("gamma").columns()), new TestContext(1));
    set(layer.parameters().get(0), c.input("gamma").floats());
    set(layer.parameters().get(1), c.input("beta").floats());
    set(layer.statistics().get(0), c.input("runningMean").floats());
    set(layer.statistics().get(1), c.input("runningVariance").floats());
    return layer;
  }

  private static void set(Parameter parameter, float[] values) {
    System.arraycopy(values, 0, parameter.values(), 0, values.length);
  }

  private static Layer standard(String shape) {
    return LayerRun.scrambled(
        BatchNormSpec.standard().build(Shape.parse(shape), new TestContext(2)), 3);
  }

  @Test
  void aUnitIsAChannel() {
    Layer layer = BatchNormSpec.standard().build(Shape.image(2, 2, 2), new TestContext(5));
    FMatrixRMaj out = new LayerRun(layer, LayerRun.normal(50, 8, 6), TestPass.TRAINING).forward();

    assertThat(layer.parameters()).allSatisfy(p -> assertThat(p.size()).isEqualTo(2));
    assertThat(layer.statistics())
        .extracting(Parameter::name)
        .containsExactly("running_mean", "running_var");
    for (int channel = 0; channel < 2; channel++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < 50; row++) {
        for (int i = 0; i < 4; i++) {
          double value = out.get(row, 4 * channel + i);
          sum += value;
          squares += value * value;
        }
      }
      assertClose(
          "mean, variance",
          new float[] {(float) (sum / 200), (float) (squares / 200)},
          new double[] {0, 1},
          1e-5);
    }
  }

  @Test
  void statisticsChangeWhileTrainingOnly() {
    Layer layer = standard("4");
    FMatrixRMaj in = LayerRun.normal(5, 4, 9);
    new LayerRun(layer, in, TestPass.EVALUATION).forward(2);
    assertThat(layer.statistics().get(0).values()).containsOnly(0f);
    assertThat(layer.statistics().get(1).values()).containsOnly(1f);

    LayerRun run = new LayerRun(layer, in, TestPass.TRAINING);
    run.forward(2);
    float[] once = layer.statistics().get(0).values().clone();
    run.backward(in, 1, 3);

    assertThat(once).doesNotContain(0f);
    assertThat(layer.statistics().get(0).values()).containsExactly(once);
  }

  @Test
  void aSingleRowIsNormalizedByTheRunningStatistics() {
    Layer layer = standard("4");
    FMatrixRMaj in = LayerRun.normal(1, 4, 10);
    LayerRun training = new LayerRun(layer, in, TestPass.TRAINING);
    LayerRun evaluation = new LayerRun(layer, in, TestPass.EVALUATION);

    assertThat(training.forward().data).containsExactly(evaluation.forward().data);
    assertThat(training.backward(in).data).containsExactly(evaluation.backward(in).data);
    assertThat(layer.statistics().get(0).values()).containsOnly(0f);
    assertThat(layer.statistics().get(1).values()).containsOnly(1f);
    GradientCheck.check(layer, in, TestPass.TRAINING);
  }

  @Test
  void aSingleImageHasManyValuesAChannel() {
    Layer layer = standard("2x3");

    GradientCheck.check(layer, LayerRun.normal(1, 6, 11), TestPass.TRAINING);
    assertThat(layer.statistics().get(0).values()).doesNotContain(0f);
  }
}
