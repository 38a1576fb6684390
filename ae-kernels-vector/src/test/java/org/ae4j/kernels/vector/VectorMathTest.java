package org.ae4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Errors against double precision over wide ranges, in units of the last place (ulp). */
class VectorMathTest {

  /** What is smaller than a normal float may be rounded to 0. */
  private static final double TINY = 1.2e-38;

  private interface Function {
    float at(float x);
  }

  @Test
  void exp() {
    assertError(VectorMath::exp, Math::exp, -87.3, 88.3, 1.1);
    assertThat(VectorMath.exp(0f)).isEqualTo(1f);
    assertThat(VectorMath.exp(-1e-42f)).isEqualTo(1f);
    assertThat(VectorMath.exp(-88.1f)).isZero();
    assertThat(VectorMath.exp(-1e30f)).isZero();
    assertThat(VectorMath.exp(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(VectorMath.exp(88.8f)).isInfinite();
    assertThat(VectorMath.exp(Float.POSITIVE_INFINITY)).isInfinite();
    assertThat(VectorMath.exp(Float.NaN)).isNaN();
  }

  @Test
  void expm1() {
    assertError(VectorMath::expm1, Math::expm1, -100, 88, 2);
    assertError(VectorMath::expm1, Math::expm1, -1e-3, 1e-3, 1.1);
    assertThat(VectorMath.expm1(1e-40f)).isEqualTo(1e-40f);
    assertThat(VectorMath.expm1(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(VectorMath.expm1(Float.NaN)).isNaN();
  }

  @Test
  void sigmoid() {
    assertError(VectorMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), -110, 110, 2.5);
    assertThat(VectorMath.sigmoid(0f)).isEqualTo(0.5f);
    assertThat(VectorMath.sigmoid(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(VectorMath.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(VectorMath.sigmoid(Float.NaN)).isNaN();
  }

  @Test
  void tanh() {
    assertError(VectorMath::tanh, Math::tanh, -12, 12, 3);
    assertError(VectorMath::tanh, Math::tanh, -1e-3, 1e-3, 3);
    assertThat(VectorMath.tanh(-0f)).isEqualTo(-0f);
    assertThat(VectorMath.tanh(1e-40f)).isCloseTo(1e-40f, within(Float.MIN_VALUE));
    assertThat(VectorMath.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    assertThat(VectorMath.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(VectorMath.tanh(Float.NaN)).isNaN();
    for (float x = 0.001f; x < 20; x *= 1.1f) {
      assertThat(VectorMath.tanh(-x)).isEqualTo(-VectorMath.tanh(x));
    }
  }

  @Test
  void log() {
    assertError(VectorMath::log, Math::log, 1e-3, 10, 2.5);
    assertError(VectorMath::log, Math::log, 0.99, 1.01, 2.5);
    for (float x = Float.MIN_NORMAL; x < 1e38f; x *= 1.7f) {
      assertThat(VectorMath.log(x)).isCloseTo((float) Math.log(x), within(1e-5f));
    }
    assertThat(VectorMath.log(0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(VectorMath.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(VectorMath.log(-1f)).isNaN();
    assertThat(VectorMath.log(Float.NaN)).isNaN();
  }

  @Test
  void log1p() {
    assertError(VectorMath::log1p, Math::log1p, -0.2929, 1, 2.5);
    assertThat(VectorMath.log1p(1e-40f)).isEqualTo(1e-40f);
    assertThat(VectorMath.log1p(Float.NaN)).isNaN();
  }

  @Test
  void softplus() {
    DoubleUnaryOperator exact = x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    assertError(VectorMath::softplus, exact, -100, 100, 3);
    assertThat(VectorMath.softplus(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(VectorMath.softplus(Float.POSITIVE_INFINITY)).isInfinite();
    assertThat(VectorMath.softplus(Float.NaN)).isNaN();
  }

  @Test
  void logCosh() {
    DoubleUnaryOperator exact =
        x -> {
          double sinh = Math.sinh(Math.min(1, Math.abs(x)) / 2);
          return Math.abs(x) < 1
              ? Math.log1p(2 * sinh * sinh)
              : Math.abs(x) + Math.log1p(Math.exp(-2 * Math.abs(x))) - Math.log(2);
        };
    assertError(VectorMath::logCosh, exact, -100, 100, 4);
    assertError(VectorMath::logCosh, exact, -1e-3, 1e-3, 4);
    assertThat(VectorMath.logCosh(0f)).isZero();
    assertThat(VectorMath.logCosh(Float.NEGATIVE_INFINITY)).isInfinite();
    assertThat(VectorMath.logCosh(Float.NaN)).isNaN();
  }

  /**
   * The normal distribution of 6 and its derivative come from an arbitrary-precision calculator.
   */
  @Test
  void gelu() {
    assertThat(VectorGelu.gelu(-6f)).isCloseTo(-5.9195258e-9f, within(2e-15f));
    assertThat(VectorGelu.gelu(-12f)).isCloseTo(-2.1317785e-32f, within(1e-38f));
    assertThat(VectorGelu.gelu(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(VectorGelu.gelu(Float.POSITIVE_INFINITY)).isInfinite();
    assertThat(VectorGelu.gelu(Float.NaN)).isNaN();
    assertThat(VectorGelu.derivative(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(VectorGelu.derivative(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(VectorGelu.derivative(Float.NaN)).isNaN();
  }

  private static void assertError(
      Function f, DoubleUnaryOperator exact, double from, double to, double ulps) {
    double worst = 0;
    double at = 0;
    for (int i = 0; i <= 200_000; i++) {
      float x = (float) (from + (to - from) * i / 200_000);
      double expected = exact.applyAsDouble(x);
      double error = Math.abs(f.at(x) - expected);
      if (Math.abs(expected) < TINY && error < TINY) {
        continue;
      }
      error /= Math.ulp((float) expected);
      if (!(error <= worst)) {
        worst = error;
        at = x;
      }
    }
    assertThat(worst).as("error in ulp, at %s", at).isLessThanOrEqualTo(ulps);
  }
}
