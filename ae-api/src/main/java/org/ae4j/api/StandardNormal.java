package org.ae4j.api;

/**
 * Makes standard normal numbers from random bits, fast enough to damage or sample whole batches.
 *
 * <p>Inverts the distribution function: bits b, of 32, stand for the tail probability p = |b| /
 * 2^32 and the sign of b, and become the z that is exceeded with probability p. In between 32 knots
 * an octave of p the inverse is a straight line, which is off by at most 6e-5; the numbers reach to
 * 6.3 in either direction. The result is the same on any machine.
 */
public final class StandardNormal {
  /** The greatest distance of a number from the exact inverse. */
  static final double MAX_ERROR = 6e-5;

  /** Leaves sign, exponent and 5 bits of the mantissa of a float: 32 segments an octave. */
  private static final int SEGMENT_SHIFT = 18;

  private static final int NEGATIVE = 1 << (31 - SEGMENT_SHIFT);
  private static final double PROBABILITY = 0x1p-32;

  /** Offset and slope of each segment; those of exponents that no int has stay 0. */
  private static final float[] LINES = lines();

  private StandardNormal() {}

  /** Returns the number for 32 random bits. */
  public static float of(int bits) {
    float b = bits;
    int segment = Float.floatToRawIntBits(b) >>> SEGMENT_SHIFT;
    return LINES[2 * segment] + LINES[2 * segment + 1] * b;
  }

  private static float[] lines() {
    float[] lines = new float[4 * NEGATIVE];
    int first = Float.floatToRawIntBits(1f) >>> SEGMENT_SHIFT;
    int last = Float.floatToRawIntBits(0x1p31f) >>> SEGMENT_SHIFT;
    double inner = 0;
    for (int i = last - 1; i >= first; i--) {
      double outer = quantile(begin(i) * PROBABILITY, inner);
      double slope = (inner - outer) / (begin(i + 1) - begin(i));
      double offset = outer - slope * begin(i);
      set(lines, i, offset, slope);
      set(lines, i + NEGATIVE, -offset, slope);
      inner = outer;
    }
    set(lines, 0, quantile(PROBABILITY / 2, inner), 0);
    return lines;
  }

  private static double begin(int segment) {
    return Float.intBitsToFloat(segment << SEGMENT_SHIFT);
  }

  private static void set(float[] lines, int segment, double offset, double slope) {
    lines[2 * segment] = (float) offset;
    lines[2 * segment + 1] = (float) slope;
  }

  /** Solves Q(z) = p from below by Newton's method, which cannot overshoot: Q is convex. */
  private static double quantile(double p, double below) {
    double z = below;
    double step = 1;
    while (step > 1e-12) {
      step = (tail(z) - p) / density(z);
      z += step;
    }
    return z;
  }

  private static double density(double z) {
    return StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI);
  }

  /**
   * Returns the probability of more than z, which is at least 0 (Abramowitz and Stegun, 1964,
   * 26.2.11 near 0 and the continued fraction 26.2.14 far from it).
   */
  public static double tail(double z) {
    if (z > 3) {
      double fraction = z;
      for (int k = 100; k > 0; k--) {
        fraction = z + k / fraction;
      }
      return density(z) / fraction;
    }
    double term = z;
    double sum = z;
    for (int k = 3; term > 1e-17 * sum; k += 2) {
      term *= z * z / k;
      sum += term;
    }
    return 0.5 - density(z) * sum;
  }
}
