package org.ae4j.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Computes the elementary functions one float at a time, exactly as the vector loops do.
 *
 * <p>A range rarely fills whole vectors. Its rest is computed here, by the operations of the vector
 * loops in their order, so that an element has the same bits wherever a range starts or ends. The
 * loops repeat these formulas instead of calling vector methods of this package, because a vector
 * that is passed to a method which the compiler then does not inline is allocated, element by
 * element; only the methods of the Vector API itself are sure to be inlined. Even these are not
 * once a compilation has grown to tens of thousands of nodes, some hundreds for each operation: so
 * a loop has no more than about 60 operations, its constants included, and longer ones are split in
 * two.
 *
 * <p>Arguments are reduced as in Cody and Waite, "Software Manual for the Elementary Functions"
 * (1980): x = n ln 2 + r with |r| &lt;= ln 2 / 2 and e^x = 2^n e^r. Polynomials were fitted to the
 * least relative error by the exchange algorithm of Remez. NaN gives NaN. Errors are stated in
 * units of the last place of a float (ulp).
 */
final class VectorMath {

  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  static final int L = S.length();

  static final float LOG2_E = 0x1.715476p0f;

  /** Rounds to an integer n when added, and leaves n + 127, the exponent of 2^n, as lowest bits. */
  static final float ROUND = 0x1.8p23f + 127;

  static final float LN2 = 0x1.62e43p-1f;
  static final float MINUS_LN2 = -LN2;

  /** ln 2 minus its float, which that leaves out. */
  static final float LN2_REST = -0x1.05c610p-29f;

  static final float MINUS_LN2_REST = -LN2_REST;

  /** Where n reaches -127, and 2^n is taken as 0. */
  static final float LOWEST = -88f;

  /** Where n reaches 128, and 2^n is taken as infinity. */
  static final float HIGHEST = 88.7f;

  /** e^r - 1 = r + r^2 (E2 + E3 r + ...) to 1.4e-8. */
  static final float E2 = 0.49999997f;

  static final float E3 = 0.16666543f;
  static final float E4 = 0.0416672f;
  static final float E5 = 0.0083665475f;
  static final float E6 = 0.0013882517f;

  /** log((1 + s) / (1 - s)) = 2 s + s^3 (A0 + A1 s^2 + ...) to 4.5e-9 for |s| &lt;= 1/3. */
  static final float A0 = 0.6666642f;

  static final float A1 = 0.40021527f;
  static final float A2 = 0.28001806f;
  static final float A3 = 0.28011987f;

  /** log(cosh(x)) = x^2 (C0 + C1 x^2 + ...) to 6.8e-9 for |x| &lt;= 1. */
  static final float C0 = 0.5f;

  static final float C1 = -0.08333299f;
  static final float C2 = 0.022216575f;
  static final float C3 = -0.0067104385f;
  static final float C4 = 0.0020773478f;
  static final float C5 = -0.00055622647f;
  static final float C6 = 8.6571235e-05f;

  /** The bits of the root of 1/2: log takes mantissas from there to the root of 2. */
  static final int ROOT_HALF = 0x3f3504f3;

  static final int MANTISSA = 0x007fffff;
  static final int SIGN = Integer.MIN_VALUE;
  static final int MAGNITUDE = Integer.MAX_VALUE;

  private VectorMath() {}

  /** Computes e^x to 1.1 ulp; below -87.68 the result is 0, above 88.37 infinity. */
  static float exp(float x) {
    float low = x < LOWEST ? LOWEST : x;
    float c = low > HIGHEST ? HIGHEST : low;
    float z = Math.fma(c, LOG2_E, ROUND);
    return (expm1Near0(c, z) + 1f) * power(z);
  }

  /** Computes e^x - 1 for x &lt;= 88, to 1.6 ulp. */
  static float expm1(float x) {
    float c = x < LOWEST ? LOWEST : x;
    float z = Math.fma(c, LOG2_E, ROUND);
    float power = power(z);
    return Math.fma(expm1Near0(c, z), power, power - 1f);
  }

  /** Returns e^r - 1 with r = x - n ln 2 and the n that z holds. */
  private static float expm1Near0(float x, float z) {
    float n = z - ROUND;
    float r = Math.fma(n, MINUS_LN2_REST, Math.fma(n, MINUS_LN2, x));
    float q = Math.fma(Math.fma(Math.fma(Math.fma(r, E6, E5), r, E4), r, E3), r, E2);
    return Math.fma(r * r, q, r);
  }

  /** Returns 2^n for the n that z holds. */
  private static float power(float z) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23);
  }

  /** Computes 1 / (1 + e^-x) to 2.4 ulp; below -88.37 the result is 0. */
  static float sigmoid(float x) {
    return 1f / (exp(-x) + 1f);
  }

  /** Computes tanh x = -q / (q + 2) with q = e^-2x - 1, x &gt;= 0, to 2.5 ulp; exactly odd. */
  static float tanh(float x) {
    float q = expm1(Math.abs(x) * -2f);
    int magnitude = Float.floatToRawIntBits(q / (q + 2f)) & MAGNITUDE;
    return Float.intBitsToFloat(magnitude | (Float.floatToRawIntBits(x) & SIGN));
  }

  /** Computes log x to 2 ulp for x that are not denormal. */
  static float log(float x) {
    int bits = Float.floatToRawIntBits(x) - ROOT_HALF;
    float k = (float) (bits >> 23);
    float m = Float.intBitsToFloat((bits & MANTISSA) + ROOT_HALF);
    float y = Math.fma(k, LN2, Math.fma(k, LN2_REST, log1p(m - 1f)));
    if (x == 0f) {
      return Float.NEGATIVE_INFINITY;
    }
    return x < 0f ? Float.NaN : x < Float.POSITIVE_INFINITY ? y : x;
  }

  /** Computes log(1 + f) for f from -0.3 to 1, to 2 ulp. */
  static float log1p(float f) {
    float s = f / (f + 2f);
    float u = s * s;
    float p = Math.fma(Math.fma(Math.fma(u, A3, A2), u, A1), u, A0);
    return Math.fma(s, u * p, s + s);
  }

  /** Computes log(1 + e^x) = max(x, 0) + log(1 + e^-|x|) to 2.7 ulp; below -87.68 it is 0. */
  static float softplus(float x) {
    return (x < 0f ? 0f : x) + log1p(exp(-Math.abs(x)));
  }

  /** Computes log(cosh(x)) to 2 ulp. */
  static float logCosh(float x) {
    float a = Math.abs(x);
    if (a < 1f) {
      float u = a * a;
      float c = Math.fma(Math.fma(Math.fma(u, C6, C5), u, C4), u, C3);
      return Math.fma(Math.fma(Math.fma(c, u, C2), u, C1), u, C0) * u;
    }
    return a + (log1p(exp(a * -2f)) - LN2);
  }
}
