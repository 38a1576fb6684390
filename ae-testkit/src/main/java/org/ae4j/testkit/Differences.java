package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleSupplier;
import org.assertj.core.data.Offset;

/**
 * Compares gradients with central differences of five points.
 *
 * <p>Taken twice, at a distance and at half of it: where the two differ the function has a kink
 * nearby, as {@code relu} has at 0, and the place is passed over.
 */
final class Differences {
  private static final double RELATIVE = 5e-3;

  /** Rounding of float results, divided by the distance. */
  private static final double NOISE = 5e-5;

  private Differences() {}

  /**
   * Checks a gradient at no more than {@code places} places.
   *
   * @param distance small where many kinks are near, as in networks
   * @param variables which the function reads, changed and restored
   */
  static void check(
      String name,
      float[] variables,
      float[] gradient,
      float distance,
      int places,
      DoubleSupplier function) {
    assertThat(gradient).as("gradient by %s", name).hasSameSizeAs(variables);
    double noise = NOISE * (1 + Math.abs(function.getAsDouble()));
    double scale = 0;
    for (float g : gradient) {
      scale = Math.max(scale, Math.abs(g));
    }
    int checked = Math.min(places, variables.length);
    int smooth = 0;
    for (int place = 0; place < checked; place++) {
      int i = (int) ((long) place * variables.length / checked);
      double wide = difference(variables, i, distance, function);
      double narrow = difference(variables, i, distance / 2, function);
      double tolerance = noise + RELATIVE * Math.max(scale, Math.abs(narrow));
      if (Math.abs(wide - narrow) <= tolerance) {
        smooth++;
        assertThat((double) gradient[i])
            .as("gradient by %s[%d], expected the central difference", name, i)
            .isCloseTo(narrow, Offset.offset(tolerance));
      }
    }
    assertThat(smooth)
        .as(
            "places of %s, of %d looked at, where differences agree among themselves; elsewhere"
                + " the function has a kink, or is not the same at every call",
            name, checked)
        .isGreaterThanOrEqualTo((checked + 2) / 3);
  }

  private static double difference(
      float[] variables, int index, float distance, DoubleSupplier function) {
    float kept = variables[index];
    double[] values = new double[5];
    for (int k = 0; k < 5; k++) {
      if (k != 2) {
        variables[index] = kept + (k - 2) * distance;
        values[k] = function.getAsDouble();
      }
    }
    variables[index] = kept;
    return (values[0] - 8 * values[1] + 8 * values[3] - values[4]) / (12 * distance);
  }
}
