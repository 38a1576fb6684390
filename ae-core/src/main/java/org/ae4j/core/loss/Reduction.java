package org.ae4j.core.loss;

import java.util.Locale;

/**
 * How the terms of a row's features become the loss of the row; over rows a loss is always a mean.
 */
enum Reduction {
  /** The mean over the features. */
  MEAN,
  /** The sum over the features. */
  SUM;

  static Reduction of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
