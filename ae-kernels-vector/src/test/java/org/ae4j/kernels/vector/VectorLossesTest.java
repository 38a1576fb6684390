package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.Ranges.assertClose;
import static org.ae4j.kernels.vector.Ranges.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ae4j.api.kernels.LossFunction;
import org.ae4j.core.kernels.ReferenceKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorLossesTest {

  private static final float DELTA = 0.7f;

  private final VectorKernels kernels = new VectorKernels();
  private final ReferenceKernels reference = new ReferenceKernels();
  private final SplittableRandom random = new SplittableRandom(2);

  @ParameterizedTest
  @EnumSource(LossFunction.class)
  void sumsAndDifferentiatesLikeTheReference(LossFunction f) {
    for (int length = 1; length <= 100; length++) {
      checkAgainstReference(f, length);
    }
    checkAgainstReference(f, 1024);
    checkAgainstReference(f, 5001);
  }

  private void checkAgainstReference(LossFunction f, int length) {
    float[] p = predictions(f, length);
    float[] t = Ranges.uniform(random, length);
    float[] g = Ranges.uniform(random, length);
    float[] expected = g.clone();
    double exact = reference.loss(f, DELTA, length, p, 3, t, 3, 0.5f, expected, 3);
    double sum = kernels.loss(f, DELTA, length, p, 3, t, 3, 0.5f, g, 3);
    assertClose(sum, exact, 2e-6, 0, "sum of " + length);
    // A prediction of nearly 0 is divided by in the Poisson loss: 1e-7 is added to it in float.
    assertClose(g, expected, f == LossFunction.POISSON ? 1e-5 : 1e-6, 1e-6 * scale(f, length));

    double inPlace = kernels.loss(f, DELTA, length, p, 3, t, 3, 0.5f, p, 3);
    assertThat(inPlace).isEqualTo(sum);
    assertSameBits(p, g, "in place");
  }

  private static double scale(LossFunction f, int length) {
    return f == LossFunction.SOFTMAX_CROSS_ENTROPY ? length : 1;
  }

  private float[] predictions(LossFunction f, int length) {
    float[] p = Ranges.gaussian(random, length, length % 2 == 0 ? 10 : 1);
    if (f == LossFunction.POISSON) {
      for (int i = 0; i < length; i++) {
        p[3 + i] = Math.abs(p[3 + i]);
      }
    }
    return p;
  }

  @ParameterizedTest
  @EnumSource(LossFunction.class)
  void gradientBitsDoNotDependOnWhereARangeStarts(LossFunction f) {
    if (f == LossFunction.SOFTMAX_CROSS_ENTROPY) {
      return; // depends on the whole row
    }
    int length = Ranges.SPECIAL.length + 50;
    float[] p = Ranges.gaussian(random, length, 4);
    System.arraycopy(Ranges.SPECIAL, 0, p, 20, Ranges.SPECIAL.length);
    float[] t = Ranges.uniform(random, length);
    float[] g = Ranges.uniform(random, length);
    kernels.loss(f, DELTA, length, p, 3, t, 3, 0.5f, g, 3);
    for (int split = 0; split <= length; split++) {
      float[] g2 = g.clone();
      kernels.loss(f, DELTA, split, p, 3, t, 3, 0.5f, g2, 3);
      kernels.loss(f, DELTA, length - split, p, 3 + split, t, 3 + split, 0.5f, g2, 3 + split);
      assertSameBits(g2, g, f + " split at " + split);
    }
  }

  /** Sums of one term: computed in vectors, as a rest, and by the reference. */
  @ParameterizedTest
  @EnumSource(LossFunction.class)
  void specialPredictionsCostWhatTheyCostInTheReference(LossFunction f) {
    if (f == LossFunction.SOFTMAX_CROSS_ENTROPY) {
      return; // depends on the whole row
    }
    for (float special : Ranges.SPECIAL) {
      if (isUndefined(f, special)) {
        continue;
      }
      for (float target : new float[] {0f, 0.25f, 1f}) {
        float[] p = {special};
        float[] t = {target};
        float[] g = new float[1];
        double exact = reference.loss(f, DELTA, 1, p, 0, t, 0, 1f, g, 0);
        float[] g1 = new float[1];
        double rest = kernels.loss(f, DELTA, 1, p, 0, t, 0, 1f, g1, 0);
        assertClose(rest, exact, 1e-6, 1.2e-38, f + " of " + special + ", " + target);
        assertClose(g1, g, 2e-6, 1e-6);

        float[] many = new float[VectorMath.L];
        float[] targets = new float[VectorMath.L];
        Arrays.fill(many, special);
        Arrays.fill(targets, target);
        double sum = kernels.loss(f, DELTA, many.length, many, 0, targets, 0, 1f, many, 0);
        if (!(rest > 1e37)) { // the sum leaves the floats
          assertClose(sum / VectorMath.L, rest, 0, 0, f + " of " + special + ", " + target);
        }
      }
    }
  }

  private static boolean isUndefined(LossFunction f, float p) {
    return switch (f) {
      case SQUARED_ERROR -> Float.isFinite(p) && Float.isInfinite(p * p);
      case POISSON -> p < 0;
      default -> false;
    };
  }

  @ParameterizedTest
  @EnumSource(LossFunction.class)
  void aPredictionThatIsNaNMakesTheLossNaNWhereverItStands(LossFunction f) {
    int length = 3 * VectorMath.L + 3;
    for (int i = 0; i < length; i++) {
      float[] p = new float[length];
      float[] t = new float[length];
      p[i] = Float.NaN;
      assertThat(kernels.loss(f, DELTA, length, p, 0, t, 0, 1f, p, 0)).as("at %s", i).isNaN();
      assertThat(p[i]).isNaN();
    }
  }

  @ParameterizedTest
  @EnumSource(LossFunction.class)
  void hugePredictionsDoNotOverflow(LossFunction f) {
    int length = 2 * VectorMath.L + 1;
    float[] p = new float[length];
    float[] t = new float[length];
    Arrays.fill(p, 0x1p60f);
    t[1] = 1;
    double sum = kernels.loss(f, DELTA, length, p, 0, t, 0, 1f, p, 0);
    assertThat(sum).isFinite().isPositive();
  }

  @Test
  void aLogitOfMinusInfinityCostsNothingWhereTheTargetIsZero() {
    float[] p = new float[VectorMath.L + 1];
    float[] t = new float[p.length];
    Arrays.fill(p, Float.NEGATIVE_INFINITY);
    p[1] = 3;
    t[1] = 1;
    LossFunction f = LossFunction.SOFTMAX_CROSS_ENTROPY;
    assertThat(kernels.loss(f, 0, p.length, p, 0, t, 0, 1f, p, 0)).isZero();
    assertThat(p).containsOnly(0f);
  }
}
