package org.ae4j.anomaly;

import org.ae4j.api.StandardNormal;

/** How a score becomes a number from 0 to 1; neither is a calibrated probability. */
public enum Probability {
  /** Linear from the least to the greatest score of the rows that were fitted to. */
  LINEAR {
    @Override
    double of(double score, Distribution fitted) {
      double range = Math.max(fitted.most() - fitted.least(), Double.MIN_NORMAL);
      return clipped((score - fitted.least()) / range);
    }
  },

  /**
   * The error function of the score, standardized by the rows that were fitted to; 0 up to their
   * mean (Kriegel et al., 2011).
   */
  UNIFY {
    @Override
    double of(double score, Distribution fitted) {
      double z = (score - fitted.mean()) / Math.max(fitted.deviation(), Double.MIN_NORMAL);
      return z > 0 ? clipped(1 - 2 * StandardNormal.tail(z)) : 0;
    }
  };

  abstract double of(double score, Distribution fitted);

  private static double clipped(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
