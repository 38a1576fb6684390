package org.ae4j.core.schedule;

import org.ae4j.api.ConfigurationException;

/** What the schedules have in common. */
final class Curves {
  private Curves() {}

  /**
   * Returns what half a cosine gives on its way from one value to another; StrictMath, for the same
   * bits everywhere.
   */
  static double cosine(double from, double to, double fraction) {
    return to + (from - to) * (1 + StrictMath.cos(Math.PI * fraction)) / 2;
  }

  static void check(String name, double value, double minimum, double maximum) {
    if (!(value >= minimum && value <= maximum)) {
      throw new ConfigurationException(
          name + " must be from " + minimum + " to " + maximum + ", got " + value);
    }
  }
}
