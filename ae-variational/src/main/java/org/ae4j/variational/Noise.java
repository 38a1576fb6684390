package org.ae4j.variational;

import org.ae4j.api.RandomStream;
import org.ae4j.api.StandardNormal;

/** Where the noise of a step's codes comes from. */
@FunctionalInterface
interface Noise {
  /**
   * Standard normal numbers, each addressed by its row and unit, so that it does not matter which
   * thread has the row.
   */
  Noise NORMAL = Noise::normal;

  /**
   * Writes the noise of one row.
   *
   * @param key of the step, for {@link RandomStream#bitsOf}
   */
  void fill(long key, int row, int units, float[] noise, int offset);

  private static void normal(long key, int row, int units, float[] noise, int offset) {
    long index = (long) row * units;
    for (int unit = 0; unit < units; unit++) {
      noise[offset + unit] = StandardNormal.of((int) RandomStream.bitsOf(key, index + unit));
    }
  }
}
