package org.ae4j.core.loss;

import java.util.Locale;
import java.util.Optional;
import org.ae4j.api.ValueRange;
import org.ae4j.api.kernels.LossFunction;

/** The built-in losses with their ids, in lower case, and what sets each apart. */
enum LossKind {
  /** The mean squared error. */
  MSE(LossFunction.SQUARED_ERROR),
  /** The binary cross-entropy of independent features in [0, 1], computed from logits. */
  BCE(LossFunction.SIGMOID_CROSS_ENTROPY),
  /**
   * The categorical cross-entropy of a row that sums to 1, computed from logits; always summed over
   * the classes.
   */
  CCE(LossFunction.SOFTMAX_CROSS_ENTROPY),
  /** The mean absolute error. */
  MAE(LossFunction.ABSOLUTE_ERROR),
  /** Squared up to delta, absolute beyond. */
  HUBER(LossFunction.HUBER),
  /** A smooth relative of the absolute error. */
  LOG_COSH(LossFunction.LOG_COSH),
  /** The deviance of counts; the prediction must be positive, after softplus for example. */
  POISSON(LossFunction.POISSON);

  private static final ValueRange UNIT = new ValueRange(0, 1);
  private static final ValueRange COUNTS = new ValueRange(0, Float.MAX_VALUE);

  private final LossFunction function;

  LossKind(LossFunction function) {
    this.function = function;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  LossFunction function() {
    return function;
  }

  /** Tells whether the reduction over features can be chosen. */
  boolean reducible() {
    return this != CCE;
  }

  boolean hasParameter() {
    return this == HUBER;
  }

  double defaultParameter() {
    return hasParameter() ? 1 : 0;
  }

  Optional<String> fusedActivation() {
    return switch (this) {
      case BCE -> Optional.of("sigmoid");
      case CCE -> Optional.of("softmax");
      default -> Optional.empty();
    };
  }

  Optional<ValueRange> targetRange() {
    return switch (this) {
      case BCE, CCE -> Optional.of(UNIT);
      case POISSON -> Optional.of(COUNTS);
      default -> Optional.empty();
    };
  }
}
