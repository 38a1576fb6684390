package org.ae4j.core.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.kernels.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceElementwiseTest {

  private static final float PARAMETER = 0.3f;

  private final ReferenceKernels kernels = new ReferenceKernels();

  /** Values from an arbitrary-precision calculator. */
  @ParameterizedTest
  @CsvSource({
    "LINEAR, -1.5, -1.5",
    "RELU, -1.5, 0",
    "RELU, 1.5, 1.5",
    "LEAKY_RELU, -1.5, -0.45",
    "LEAKY_RELU, 1.5, 1.5",
    "ELU, -1.5, -0.23306095",
    "ELU, 1.5, 1.5",
    "SELU, -1.5, -1.36581434",
    "SELU, 1.5, 1.5760515",
    "GELU, -4, -0.00012668497",
    "GELU, -1.5, -0.10021080",
    "GELU, 1.5, 1.39978920",
    "SILU, -1.5, -0.27363829",
    "SILU, 1.5, 1.22636171",
    "SIGMOID, -1.5, 0.1824255238",
    "SIGMOID, 1.5, 0.8175744762",
    "TANH, -1.5, -0.9051482536",
    "TANH, 1.5, 0.9051482536",
    "SOFTPLUS, -1.5, 0.2014132779",
    "SOFTPLUS, 1.5, 1.7014132779",
  })
  void hasTheValue(Activation f, float x, float y) {
    assertThat(value(f, x)).isCloseTo(y, within(1e-7f * Math.max(1f, Math.abs(y))));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void derivativesMatchCentralDifferences(Activation f) {
    for (float x = -6; x <= 6; x += 0.37f) {
      double expected = (value(f, x + 0.01f) - value(f, x - 0.01f)) / (x + 0.01f - (x - 0.01f));
      float[] source = {9, f.derivativeFromOutput() ? value(f, x) : x};
      float[] gradient = {9, 2};
      kernels.activateBackward(f, PARAMETER, 1, source, 1, gradient, 1, gradient, 1);
      assertThat(gradient[1] / 2d).as("%s'(%s)", f, x).isCloseTo(expected, within(2e-4));
      assertThat(gradient[0]).isEqualTo(9);
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void noDerivativeIsNearerToZeroThanTheLeast(Activation f) {
    for (float x = -100; x <= 100; x += 0.125f) {
      float[] source = {f.derivativeFromOutput() ? value(f, x) : x};
      float[] d = {1};
      kernels.activateBackward(f, PARAMETER, 1, source, 0, d, 0, d, 0);
      assertThat(d[0] == 0 || Math.abs(d[0]) >= Activation.LEAST_DERIVATIVE)
          .as("%s'(%s) is %s", f, x, d[0])
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void isSensibleAtInfinityAndPassesNaN(Activation f) {
    assertThat(value(f, Float.NaN)).isNaN();
    assertThat(value(f, Float.NEGATIVE_INFINITY)).isNotNaN();
    assertThat(value(f, Float.POSITIVE_INFINITY)).isGreaterThanOrEqualTo(1f);
    float[] d = new float[1];
    kernels.activateBackward(f, PARAMETER, 1, new float[] {Float.NaN}, 0, new float[] {1}, 0, d, 0);
    assertThat(d[0]).isNaN();
  }

  @Test
  void softmaxAddsUpToOneWithoutOverflow() {
    float[] x = {9, 1000, 1001, 1002, 9};
    kernels.softmax(3, x, 1, x, 1);
    assertThat(x)
        .containsExactly(new float[] {9, 0.09003057f, 0.244728f, 0.665241f, 9}, within(1e-6f));
  }

  @Test
  void softmaxOfNaNIsNaN() {
    float[] y = new float[2];
    kernels.softmax(2, new float[] {1, Float.NaN}, 0, y, 0);
    assertThat(y).containsExactly(Float.NaN, Float.NaN);
  }

  private float value(Activation f, float x) {
    float[] y = new float[2];
    kernels.activate(f, PARAMETER, 1, new float[] {x}, 0, y, 1);
    return y[1];
  }
}
