package org.ae4j.variational;

import org.ae4j.api.RandomStream;

/** Where the noise of a step's codes comes from. */
@FunctionalInterface
interface Noise {
  /**
   * Standard normal numbers by the Box-Muller transform of two uniforms for each two units,
   * addressed by row and unit, so that it does not matter which thread has the row.
   */
  Noise NORMAL = Noise::normal;

  /**
   * Writes the noise of one row.
   *
   * @param key of the step, for {@link RandomStream#bitsOf}
   */
  void fill(long key, int row, int units, float[] noise, int offset);

  private static void normal(long key, int row, int units, float[] noise, int offset) {
    long index = (long) row * (units + units % 2);
    for (int unit = 0; unit < units; unit += 2) {
      double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform(key, index + unit)));
      double angle = 2 * Math.PI * uniform(key, index + unit + 1);
      noise[offset + unit] = (float) (radius * StrictMath.cos(angle));
      if (unit + 1 < units) {
        noise[offset + unit + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }

  private static double uniform(long key, long index) {
    return (RandomStream.bitsOf(key, index) >>> 11) * 0x1.0p-53;
  }
}
