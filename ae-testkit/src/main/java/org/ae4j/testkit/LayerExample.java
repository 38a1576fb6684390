package org.ae4j.testkit;

import org.ae4j.api.Shape;

/**
 * A layer to test, and what it is put on.
 *
 * @param text form of the layer, for example {@code conv(4,3,stride=2)}
 * @param input what a row of its input means; small, since each value's gradient is checked
 */
public record LayerExample(String text, Shape input) {
  /** Returns an example from text forms, for example {@code conv(4,3)} and {@code 2x9x8}. */
  public static LayerExample of(String text, String input) {
    return new LayerExample(text, Shape.parse(input));
  }

  @Override
  public String toString() {
    return text + " on " + input;
  }
}
