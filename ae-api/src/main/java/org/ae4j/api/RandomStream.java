package org.ae4j.api;

/**
 * A stream of random numbers addressed by index, so that any thread can draw any of them in any
 * order.
 *
 * <p>The number at an index depends on the stream's key and the index alone: what one stream
 * consumes never shifts another, and no state has to be saved to go on later. The generator is
 * SplitMix64's finalizer over a Weyl sequence (Steele, Lea and Flood, 2014). Immutable.
 */
public final class RandomStream {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;

  private RandomStream(long key) {
    this.key = key;
  }

  /** Returns the stream of a seed. */
  public static RandomStream of(long seed) {
    return new RandomStream(mix(seed + GOLDEN));
  }

  /** Returns the sub-stream of a name. */
  public RandomStream named(String name) {
    long hash = key;
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash ^ name.charAt(i) * GOLDEN);
    }
    return new RandomStream(mix(hash + GOLDEN));
  }

  /** Returns the sub-stream of a number, for example an epoch's. */
  public RandomStream at(long number) {
    return new RandomStream(substreamKey(number));
  }

  /**
   * Returns the key of {@link #at}, which {@link #bitsOf} takes: for loops in which nothing may be
   * allocated.
   */
  public long substreamKey(long number) {
    return mix(mix(key ^ 0xD1B54A32D192ED03L) + number * GOLDEN);
  }

  /** Returns the 64 random bits at an index of the stream with a key from {@link #substreamKey}. */
  public static long bitsOf(long key, long index) {
    return mix(key + index * GOLDEN);
  }

  /** Returns the 64 random bits at an index. */
  public long bits(long index) {
    return bitsOf(key, index);
  }

  /** Returns a number uniform in [0, 1) with 53 random bits. */
  public double uniform(long index) {
    return (bits(index) >>> 11) * 0x1.0p-53;
  }

  /** Returns a whole number uniform in [0, bound); its bias is below bound / 2^64. */
  public int below(long index, int bound) {
    return (int) Math.multiplyHigh(bits(index) >>> 1, (long) bound << 1);
  }

  /** Returns a standard normal number by the Box-Muller transform of two uniforms of its own. */
  public double normal(long index) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform(2 * index)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(2 * index + 1));
  }

  /** Writes a random order of 0 to {@code order.length - 1} (Fisher and Yates). */
  public void permute(int[] order) {
    for (int i = 0; i < order.length; i++) {
      int j = below(i, i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
