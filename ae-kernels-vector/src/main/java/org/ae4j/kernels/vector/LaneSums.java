package org.ae4j.kernels.vector;

/**
 * Adds up the lanes of a vector in one fixed order.
 *
 * <p>{@code reduceLanes} leaves the order of a floating-point sum open, and interpreted and
 * compiled code do differ. So the lanes are stored into a small array of the thread's own and added
 * there.
 */
final class LaneSums {

  /** So many terms are summed lane by lane in single precision before they join a sum in double. */
  static final int BLOCK = 1024;

  private static final ThreadLocal<float[]> LANES =
      ThreadLocal.withInitial(() -> new float[VectorMath.L]);

  private LaneSums() {}

  /** Returns the thread's array, as long as a vector. */
  static float[] lanes() {
    return LANES.get();
  }

  static double total(float[] lanes) {
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }
}
