package org.ae4j.kernels.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Arrays of random numbers, ranges inside them, and how far two of them are apart. */
final class Ranges {

  /** What surrounds a range and must stay as it is. */
  static final float MARGIN = -77.25f;

  /** Values at which functions tend to go wrong. */
  static final float[] SPECIAL = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    -1e-40f,
    Float.MIN_NORMAL,
    1e-20f,
    -1e-20f,
    1e-7f,
    -1e-7f,
    1f,
    -1f,
    16f,
    -16f,
    88.3f,
    -88.3f,
    89f,
    -89f,
    104f,
    -104f,
    1e10f,
    -1e10f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private Ranges() {}

  /** Returns normal numbers of the standard deviation, with margins of 3 before and 5 after. */
  static float[] gaussian(SplittableRandom random, int length, double deviation) {
    return filled(length, () -> (float) (deviation * random.nextGaussian()));
  }

  /** Returns numbers between 0 and 1, with margins of 3 before and 5 after. */
  static float[] uniform(SplittableRandom random, int length) {
    return filled(length, () -> (float) random.nextDouble());
  }

  private interface Source {
    float next();
  }

  private static float[] filled(int length, Source source) {
    float[] x = new float[length + 8];
    Arrays.fill(x, MARGIN);
    for (int i = 0; i < length; i++) {
      x[3 + i] = source.next();
    }
    return x;
  }

  /** Checks each element against the expected one; margins therefore too. */
  static void assertClose(float[] actual, float[] expected, double relative, double absolute) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertClose(actual[i], expected[i], relative, absolute, "element " + i);
    }
  }

  static void assertClose(
      double actual, double expected, double relative, double absolute, String what) {
    if (Double.compare(actual, expected) == 0) {
      return; // infinities and NaN too
    }
    assertThat(Math.abs(actual - expected))
        .as("%s: got %s, expected %s", what, actual, expected)
        .isLessThanOrEqualTo(absolute + relative * Math.abs(expected));
  }

  /** Checks that two arrays have the same bits, all NaN counting as one. */
  static void assertSameBits(float[] actual, float[] expected, String what) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
        assertThat(actual[i]).as("%s: element %s", what, i).isEqualTo(expected[i]);
      }
    }
  }
}
