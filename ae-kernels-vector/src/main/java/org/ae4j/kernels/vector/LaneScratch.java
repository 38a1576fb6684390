package org.ae4j.kernels.vector;

/** One thread's buffers for sums of lanes; they grow to what the largest call so far needed. */
final class LaneScratch {
  private static final ThreadLocal<LaneScratch> CURRENT = ThreadLocal.withInitial(LaneScratch::new);

  private float[] sums = new float[0];

  private LaneScratch() {}

  /** Returns at least so many floats, with what the thread's last call left in them. */
  static float[] sums(int length) {
    LaneScratch own = CURRENT.get();
    if (own.sums.length < length) {
      own.sums = new float[length];
    }
    return own.sums;
  }
}
