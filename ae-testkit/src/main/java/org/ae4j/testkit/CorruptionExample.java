package org.ae4j.testkit;

import org.ae4j.api.Shape;

/**
 * A corruption to test, and the rows that it damages.
 *
 * @param text form of the corruption, for example {@code gaussian(0.3)}
 * @param shape what a row means
 * @param scaling {@code unit} for rows bounded to [0, 1], else {@code standard} or {@code none}
 */
public record CorruptionExample(String text, Shape shape, String scaling) {
  /** Returns an example on rows scaled to [0, 1], from text forms. */
  public static CorruptionExample of(String text, String shape) {
    return new CorruptionExample(text, Shape.parse(shape), "unit");
  }

  @Override
  public String toString() {
    return text + " on " + shape + " scaled to " + scaling;
  }
}
