package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.Ranges.assertClose;
import static org.ae4j.kernels.vector.Ranges.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ae4j.api.kernels.Activation;
import org.ae4j.core.kernels.ReferenceKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorElementwiseTest {

  private static final float PARAMETER = 0.3f;

  private final VectorKernels kernels = new VectorKernels();
  private final ReferenceKernels reference = new ReferenceKernels();
  private final SplittableRandom random = new SplittableRandom(1);

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activatesLikeTheReference(Activation f) {
    for (int length = 0; length <= 100; length++) {
      float[] x = Ranges.gaussian(random, length, length % 3 == 0 ? 30 : 2);
      float[] y = Ranges.gaussian(random, length, 1);
      float[] expected = y.clone();
      reference.activate(f, PARAMETER, length, x, 3, expected, 3);
      kernels.activate(f, PARAMETER, length, x, 3, y, 3);
      assertClose(y, expected, 1e-6, 1.1e-36);

      kernels.activate(f, PARAMETER, length, x, 3, x, 3);
      assertSameBits(x, y, "in place");
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void differentiatesLikeTheReference(Activation f) {
    for (int length = 0; length <= 100; length++) {
      float[] source = Ranges.gaussian(random, length, length % 3 == 0 ? 30 : 2);
      if (f.derivativeFromOutput()) {
        kernels.activate(f, PARAMETER, length, source, 3, source, 3);
      }
      float[] gradient = Ranges.gaussian(random, length, 1);
      float[] expected = Ranges.gaussian(random, length, 1);
      float[] actual = expected.clone();
      reference.activateBackward(f, PARAMETER, length, source, 3, gradient, 3, expected, 3);
      kernels.activateBackward(f, PARAMETER, length, source, 3, gradient, 3, actual, 3);
      assertClose(actual, expected, 1e-6, 1e-6);

      kernels.activateBackward(f, PARAMETER, length, source, 3, gradient, 3, gradient, 3);
      assertSameBits(gradient, actual, "in place");
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void noDerivativeIsNearerToZeroThanTheLeast(Activation f) {
    int length = 1603;
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = -100 + i / 8f;
    }
    if (f.derivativeFromOutput()) {
      kernels.activate(f, 1e-13f, length, x, 0, x, 0);
    }
    float[] d = new float[length];
    Arrays.fill(d, 1f);
    kernels.activateBackward(f, 1e-13f, length, x, 0, d, 0, d, 0);
    for (float derivative : d) {
      assertThat(derivative == 0 || Math.abs(derivative) >= Activation.LEAST_DERIVATIVE)
          .as("%s has the derivative %s", f, derivative)
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void theBitsDoNotDependOnWhereARangeStarts(Activation f) {
    int length = Ranges.SPECIAL.length + 50;
    float[] x = Ranges.gaussian(random, length, 4);
    System.arraycopy(Ranges.SPECIAL, 0, x, 20, Ranges.SPECIAL.length);
    float[] g = Ranges.gaussian(random, length, 1);
    float[] y = x.clone();
    float[] d = g.clone();
    kernels.activate(f, PARAMETER, length, x, 3, y, 3);
    float[] source = f.derivativeFromOutput() ? y : x;
    kernels.activateBackward(f, PARAMETER, length, source, 3, g, 3, d, 3);
    for (int split = 0; split <= length; split++) {
      int rest = length - split;
      float[] y2 = x.clone();
      kernels.activate(f, PARAMETER, split, x, 3, y2, 3);
      kernels.activate(f, PARAMETER, rest, x, 3 + split, y2, 3 + split);
      assertSameBits(y2, y, f + " split at " + split);

      float[] d2 = g.clone();
      kernels.activateBackward(f, PARAMETER, split, source, 3, g, 3, d2, 3);
      kernels.activateBackward(f, PARAMETER, rest, source, 3 + split, g, 3 + split, d2, 3 + split);
      assertSameBits(d2, d, f + " backward, split at " + split);
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void specialValuesAreThoseOfTheReference(Activation f) {
    int length = Ranges.SPECIAL.length;
    float[] y = new float[length];
    float[] expected = new float[length];
    kernels.activate(f, PARAMETER, length, Ranges.SPECIAL, 0, y, 0);
    reference.activate(f, PARAMETER, length, Ranges.SPECIAL, 0, expected, 0);
    assertClose(y, expected, 1e-6, 1.1e-36); // 89 times the smallest normal float

    float[] source = f.derivativeFromOutput() ? expected : Ranges.SPECIAL;
    float[] ones = new float[length];
    Arrays.fill(ones, 1f);
    kernels.activateBackward(f, PARAMETER, length, source, 0, ones, 0, y, 0);
    reference.activateBackward(f, PARAMETER, length, source, 0, ones, 0, expected, 0);
    assertClose(y, expected, 1e-6, 1e-6);
  }

  @Test
  void softmaxIsThatOfTheReference() {
    for (int length = 1; length <= 100; length++) {
      float[] x = Ranges.gaussian(random, length, 10);
      float[] y = Ranges.gaussian(random, length, 1);
      float[] expected = y.clone();
      reference.softmax(length, x, 3, expected, 3);
      kernels.softmax(length, x, 3, y, 3);
      assertClose(y, expected, 1e-5, 1.2e-38); // differences of logits are rounded to float
      kernels.softmax(length, x, 3, x, 3);
      assertSameBits(x, y, "in place");
    }
  }

  @Test
  void softmaxTakesLongRowsHugeLogitsAndNaN() {
    float[] x = Ranges.gaussian(random, 5000, 3);
    float[] y = new float[5008];
    kernels.softmax(5000, x, 3, y, 3);
    float[] expected = new float[5008];
    reference.softmax(5000, x, 3, expected, 3);
    assertClose(y, expected, 5e-6, 0);

    x[1234] = 1e30f;
    x[77] = Float.NEGATIVE_INFINITY;
    kernels.softmax(5000, x, 3, y, 3);
    assertThat(y[1234]).isEqualTo(1f);
    assertThat(y[77]).isZero();

    x[5] = Float.NaN;
    kernels.softmax(5000, x, 3, y, 3);
    assertThat(y[3]).isNaN();
    assertThat(y[5002]).isNaN();
  }
}
