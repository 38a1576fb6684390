package org.ae4j.denoising;

import org.ae4j.api.ConfigurationException;

/** Probabilities, as they are compared with random bits. */
final class Chance {
  private Chance() {}

  /** Returns the whole number in 2^32 that 32 random bits, without sign, are below so often. */
  static long threshold(double probability) {
    return Math.round(probability * 0x1p32);
  }

  /** Returns a whole number uniform in [0, bound) from 32 random bits, without sign. */
  static int below(long bits, int bound) {
    return (int) (((bits & 0xFFFF_FFFFL) * bound) >>> 32);
  }

  static void require(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new ConfigurationException(name + " must be from 0 to 1, got " + value);
    }
  }
}
