package org.ae4j.anomaly;

/** One way to score rows, higher the less they fit. Immutable and thread-safe. */
@FunctionalInterface
interface RowScore {

  /** Returns one score a row, which depends on nothing but the row. */
  double[] of(Passage rows);
}
