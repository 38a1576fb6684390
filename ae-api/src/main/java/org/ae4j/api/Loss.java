package org.ae4j.api;

import java.util.Optional;

/**
 * Measures how far a prediction is from its target, and in which direction to go.
 *
 * <p>The value of a batch is the mean over its rows. Over the features of a row a loss takes the
 * mean or the sum, as its documentation and its text form say. Stateless and thread-safe; {@code
 * toString} is the text form.
 */
public interface Loss {

  /**
   * Returns the loss of one row and writes {@code scale} times its gradient by the prediction.
   *
   * @param length the number of features
   * @param gradient may be the prediction at the same offset
   */
  double row(
      int length,
      float[] prediction,
      int predictionOffset,
      float[] target,
      int targetOffset,
      float scale,
      float[] gradient,
      int gradientOffset);

  /**
   * Returns the id of the activation that this loss contains, so that it takes logits: the engine
   * then leaves that activation at the decoder's end out while it trains.
   */
  default Optional<String> fusedActivation() {
    return Optional.empty();
  }

  /** Returns the range outside of which a target makes no sense. */
  default Optional<ValueRange> targetRange() {
    return Optional.empty();
  }

  /**
   * Returns this loss as the negative log-likelihood of a row in nats, summed over its features, if
   * it is one, but for a constant.
   */
  default Optional<Loss> likelihood() {
    return Optional.empty();
  }
}
