package org.ae4j.anomaly;

import java.util.Arrays;
import org.ae4j.api.NumericalException;

/**
 * Scores in ascending order, and what thresholds ask of them. Immutable.
 *
 * <p>Quantiles between two scores are on the straight line from one to the other, as NumPy's.
 */
final class Distribution {
  /** So far may rounding take a number of scores that should be whole. */
  static final double ROUNDING = 1e-9;

  /** The standard deviation of a normal distribution over its median absolute deviation. */
  private static final double SIGMA_OVER_MAD = 1.4826;

  private final double[] sorted;
  private final double mean;
  private final double deviation;

  /**
   * Sorts a copy of scores, at least one.
   *
   * @throws NumericalException if one is not finite
   */
  Distribution(double[] scores) {
    this.sorted = scores.clone();
    Arrays.sort(sorted);
    if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
      throw new NumericalException(
          "the scores of rows to fit to reach from "
              + sorted[0]
              + " to "
              + sorted[sorted.length - 1]
              + ", expected finite numbers; look for values that are far out, or train again");
    }
    double sum = 0;
    for (double score : sorted) {
      sum += score;
    }
    this.mean = sum / sorted.length;
    double squares = 0;
    for (double score : sorted) {
      squares += (score - mean) * (score - mean);
    }
    this.deviation = Math.sqrt(squares / sorted.length);
  }

  double[] sorted() {
    return sorted;
  }

  int size() {
    return sorted.length;
  }

  double least() {
    return sorted[0];
  }

  double most() {
    return sorted[sorted.length - 1];
  }

  double mean() {
    return mean;
  }

  /** Returns the standard deviation, with the number of scores as divisor. */
  double deviation() {
    return deviation;
  }

  double quantile(double part) {
    double position = part * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** Returns the median absolute deviation, times what makes it a normal one's standard. */
  double robustDeviation() {
    double median = quantile(0.5);
    double[] deviations = Arrays.stream(sorted).map(score -> Math.abs(score - median)).toArray();
    return SIGMA_OVER_MAD * new Distribution(deviations).quantile(0.5);
  }

  /**
   * Returns the conformal p-value of a score: with these scores and its own, the part that is at
   * least as high.
   */
  double pValue(double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (sorted.length - low + 1.0) / (sorted.length + 1.0);
  }
}
