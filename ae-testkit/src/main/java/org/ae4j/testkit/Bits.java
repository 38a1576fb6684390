package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;

/** Compares numbers bit for bit and says where they part. */
final class Bits {
  private Bits() {}

  static void assertSame(String what, float[] actual, float[] expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    int first = -1;
    int differing = 0;
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
        first = first < 0 ? i : first;
        differing++;
      }
    }
    if (differing > 0) {
      fail(
          "%s: got %s at index %d, expected the same bits as %s (%d of %d values differ)",
          what, actual[first], first, expected[first], differing, expected.length);
    }
  }

  /** Compares the elements from {@code from} to {@code to} alone. */
  static void assertSame(String what, float[] actual, float[] expected, int from, int to) {
    assertSame(
        what + " from index " + from,
        Arrays.copyOfRange(actual, from, to),
        Arrays.copyOfRange(expected, from, to));
  }
}
