package org.ae4j.api;

import java.util.Optional;

/**
 * What a corruption has to know of the rows that it will damage.
 *
 * @param shape what a row means
 * @param range the least and greatest value of scaled rows, or empty where the scaling bounds none
 */
public record CorruptionContext(Shape shape, Optional<ValueRange> range) {
  /**
   * Describes the rows of a model.
   *
   * @param scaling as a configuration says it: only {@code unit} bounds values, to [0, 1]
   */
  public static CorruptionContext of(Shape shape, String scaling) {
    return new CorruptionContext(
        shape, scaling.equals("unit") ? Optional.of(new ValueRange(0, 1)) : Optional.empty());
  }
}
