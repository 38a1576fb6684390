package org.ae4j.api.kernels;

/** The elementwise loss terms that kernels know; p is the prediction, t the target. */
public enum LossFunction {
  /** (p - t)^2. */
  SQUARED_ERROR,
  /** |p - t|; the derivative at 0 is 0. */
  ABSOLUTE_ERROR,
  /**
   * d^2/2 for |d| &lt;= delta, delta * (|d| - delta/2) otherwise, with d = p - t (Huber, 1964); the
   * parameter is delta.
   */
  HUBER,
  /** log(cosh(p - t)), computed without overflow. */
  LOG_COSH,
  /** p - t * log(p + 1e-7), the Poisson deviance up to terms in t alone. */
  POISSON,
  /**
   * Binary cross-entropy of sigmoid(p) against t in [0, 1], from logits: max(p, 0) - p * t + log(1
   * + exp(-|p|)).
   */
  SIGMOID_CROSS_ENTROPY,
  /**
   * Cross-entropy of softmax(p) over the whole row against t: (logsumexp(p) - p) * t, from logits.
   */
  SOFTMAX_CROSS_ENTROPY
}
