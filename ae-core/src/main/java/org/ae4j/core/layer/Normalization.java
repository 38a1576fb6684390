package org.ae4j.core.layer;

import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;

/** What the normalizations have in common. */
final class Normalization {
  static final double DEFAULT_EPSILON = 1e-5;
  private static final double LEAST_EPSILON = 1e-12;
  private static final double MOST_EPSILON = 1;

  private Normalization() {}

  static double epsilon(Arguments arguments) {
    return arguments.number("eps", LEAST_EPSILON, MOST_EPSILON, DEFAULT_EPSILON);
  }

  static void checkEpsilon(String owner, double epsilon) {
    if (!(epsilon >= LEAST_EPSILON && epsilon <= MOST_EPSILON)) {
      throw new ConfigurationException(
          owner
              + ": eps must be from "
              + LEAST_EPSILON
              + " to "
              + MOST_EPSILON
              + ", got "
              + epsilon);
    }
  }
}
