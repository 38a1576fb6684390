package org.ae4j.core.optimizer;

import org.ae4j.api.ConfigurationException;

/** What the optimizers' settings may be. */
final class Ranges {
  /** The greatest number below 1 that a moving average may keep of itself. */
  static final double MOST_AVERAGE = 0.999999;

  static final double LEAST_EPSILON = 1e-12;
  static final double MOST_EPSILON = 1;
  static final double MOST_DECAY = 10;

  private Ranges() {}

  static void check(String name, double value, double minimum, double maximum) {
    if (!(value >= minimum && value <= maximum)) {
      throw new ConfigurationException(
          name + " must be from " + minimum + " to " + maximum + ", got " + value);
    }
  }

  static void checkAverage(String name, double value) {
    check(name, value, 0, MOST_AVERAGE);
  }

  static void checkEpsilon(double value) {
    check("eps", value, LEAST_EPSILON, MOST_EPSILON);
  }

  static void checkDecay(double value) {
    check("weight_decay", value, 0, MOST_DECAY);
  }
}
