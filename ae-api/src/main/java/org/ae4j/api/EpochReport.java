package org.ae4j.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one epoch gave.
 *
 * @param epoch from 1
 * @param trainLoss mean over the epoch's rows, each at the weights of its step
 * @param terms the train loss's named terms
 * @param validationLoss of the rows kept apart, after the epoch, if there are any
 * @param learningRate at the last step
 * @param seconds for the training steps alone
 * @param examples trained on in these seconds
 */
public record EpochReport(
    int epoch,
    double trainLoss,
    Map<String, Double> terms,
    OptionalDouble validationLoss,
    double learningRate,
    double seconds,
    long examples) {
  public EpochReport {
    terms = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  /**
   * Returns the loss by which epochs are compared: of validation where there is one, else of
   * training.
   */
  public double monitored() {
    return validationLoss.orElse(trainLoss);
  }

  /** Returns the speed of the training steps. */
  public double examplesPerSecond() {
    return examples / seconds;
  }
}
