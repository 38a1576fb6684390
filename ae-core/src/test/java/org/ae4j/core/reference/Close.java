package org.ae4j.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;

/** Compares float results with values of higher precision. */
public final class Close {
  private Close() {}

  /** Asserts that each value is within {@code tolerance * (1 + |expected|)} of the expected one. */
  public static void assertClose(String what, float[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("%s[%d]", what, i)
          .isCloseTo(expected[i], Offset.offset(tolerance * (1 + Math.abs(expected[i]))));
    }
  }

  /** Asserts the same against a tensor of a reference. */
  public static void assertClose(
      String what, float[] actual, ReferenceCases.Tensor expected, double tolerance) {
    assertClose(what, actual, expected.doubles(), tolerance);
  }
}
