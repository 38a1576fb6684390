package org.ae4j.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts rows that stand more than once among the first ones, by 64-bit hashes of their texts. */
final class RepeatedRows {
  private static final int MOST = 100_000;

  private long[] hashes = new long[64];
  private int count;

  void add(List<String> cells) {
    if (count == MOST) {
      return;
    }
    long hash = 0;
    for (String cell : cells) {
      hash = (hash ^ cell.hashCode()) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(MOST, 2 * count));
    }
    hashes[count++] = hash;
  }

  Optional<String> notice() {
    Arrays.sort(hashes, 0, count);
    int repeated = 0;
    for (int i = 1; i < count; i++) {
      repeated += hashes[i] == hashes[i - 1] ? 1 : 0;
    }
    return repeated == 0
        ? Optional.empty()
        : Optional.of(
            repeated + " of the first " + count + " rows are the same as another; all are kept");
  }
}
