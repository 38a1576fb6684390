package org.ae4j.kernels.vector;

/**
 * Small arrays of a thread's own: for what one loop hands to the next, and for adding up the lanes
 * of a vector.
 *
 * <p>{@code reduceLanes} leaves the order of a floating-point sum open, and interpreted and
 * compiled code do differ. So the lanes are stored and added here, in one fixed order.
 */
final class Scratch {

  /**
   * How many elements a loop hands to the next. Also so many terms are summed lane by lane in
   * single precision before they join a sum in double.
   */
  static final int BLOCK = 1024;

  private static final ThreadLocal<Scratch> CURRENT = ThreadLocal.withInitial(Scratch::new);

  final float[] block = new float[BLOCK];
  final float[] lanes = new float[VectorMath.L];
  final double[] doubleLanes = new double[VectorMath.L / 2];

  private Scratch() {}

  static Scratch current() {
    return CURRENT.get();
  }

  /** Returns the sum of {@link #lanes}. */
  double sumOfLanes() {
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  /** Returns the sum of {@link #doubleLanes}. */
  double sumOfDoubleLanes() {
    double sum = 0;
    for (double lane : doubleLanes) {
      sum += lane;
    }
    return sum;
  }
}
