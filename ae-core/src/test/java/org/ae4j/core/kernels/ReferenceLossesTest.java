package org.ae4j.core.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.kernels.LossFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceLossesTest {

  private static final float DELTA = 0.5f;

  private final ReferenceKernels kernels = new ReferenceKernels();

  @ParameterizedTest
  @CsvSource({
    "SQUARED_ERROR, 2, 0.5, 2.25, 3",
    "ABSOLUTE_ERROR, 2, 0.5, 1.5, 1",
    "ABSOLUTE_ERROR, 0.5, 0.5, 0, 0",
    "HUBER, 2, 0.5, 0.625, 0.5",
    "HUBER, 0.5, 0.75, 0.03125, -0.25",
    "LOG_COSH, 2, 0.5, 0.85544017, 0.9051483",
    "LOG_COSH, 0.75, 0.5, 0.030929804, 0.2449187",
    "POISSON, 2, 0.5, 1.6534264, 0.75",
    "SIGMOID_CROSS_ENTROPY, 2, 0.5, 1.1269280, 0.3807971",
    "SIGMOID_CROSS_ENTROPY, -2, 0, 0.1269280, 0.1192029",
  })
  void hasTheValueAndTheScaledDerivative(
      LossFunction f, float p, float t, double value, float derivative) {
    float[] gradient = {9, 9, 9};
    double sum =
        kernels.loss(f, DELTA, 1, new float[] {7, p}, 1, new float[] {t}, 0, 3f, gradient, 1);
    assertThat(sum).isCloseTo(value, within(1e-6 * value));
    assertThat(gradient).containsExactly(new float[] {9, 3 * derivative, 9}, within(1e-6f));
  }

  @Test
  void softmaxCrossEntropyIsThatOfTheWholeRow() {
    float[] p = {1000, 1001, 1002};
    double sum =
        kernels.loss(
            LossFunction.SOFTMAX_CROSS_ENTROPY, 0, 3, p, 0, new float[] {0, 1, 0}, 0, 2f, p, 0);
    assertThat(sum).isCloseTo(1.4076059644, within(1e-7));
    assertThat(p)
        .containsExactly(new float[] {0.18006115f, -1.5105431f, 1.3304819f}, within(1e-6f));
  }

  @ParameterizedTest
  @EnumSource(LossFunction.class)
  void gradientsMatchCentralDifferences(LossFunction f) {
    float[] p = {0.2f, 1.7f, 0.9f, 3.1f};
    float[] t = {0.4f, 0.3f, 0.1f, 0.7f};
    float[] gradient = new float[p.length];
    kernels.loss(f, DELTA, p.length, p, 0, t, 0, 1f, gradient, 0);
    for (int i = 0; i < p.length; i++) {
      double expected = (value(f, p, t, i, 0x1p-7f) - value(f, p, t, i, -0x1p-7f)) / 0x1p-6;
      assertThat((double) gradient[i]).as("%s", i).isCloseTo(expected, within(2e-3));
    }
  }

  @ParameterizedTest
  @EnumSource(LossFunction.class)
  void aPredictionThatIsNaNMakesTheLossNaN(LossFunction f) {
    float[] p = {0.2f, Float.NaN, 0.9f};
    float[] gradient = new float[3];
    double sum = kernels.loss(f, DELTA, 3, p, 0, new float[3], 0, 1f, gradient, 0);
    assertThat(sum).isNaN();
    assertThat(gradient[1]).isNaN();
  }

  @Test
  void crossEntropiesAreFiniteWhereTheLogitsAreHuge() {
    float[] p = {1e30f, -1e30f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    float[] t = {1, 0, 1, 0};
    float[] g = new float[4];
    assertThat(kernels.loss(LossFunction.SIGMOID_CROSS_ENTROPY, 0, 4, p, 0, t, 0, 1f, g, 0))
        .isZero();
    assertThat(g).containsExactly(0, 0, 0, 0);
    assertThat(kernels.loss(LossFunction.LOG_COSH, 0, 1, p, 0, t, 0, 1f, g, 0)).isEqualTo(1e30f);
  }

  private double value(LossFunction f, float[] p, float[] t, int i, float step) {
    float[] moved = p.clone();
    moved[i] += step;
    return kernels.loss(f, DELTA, p.length, moved, 0, t, 0, 1f, new float[p.length], 0);
  }
}
