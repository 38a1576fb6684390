package org.ae4j.convolutional;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;

/** A kernel, stride or margin: {@code 3} in each direction, or {@code 3x5} for height and width. */
record Extent(int height, int width) {
  private static final int MOST = 10_000;

  static Extent of(int each) {
    return new Extent(each, each);
  }

  /**
   * Reads the text form.
   *
   * @param what the layer and the argument, for messages: {@code "conv: stride"}
   */
  static Extent parse(String what, String text, int minimum) {
    String[] parts = text.split("x", -1);
    try {
      Extent parsed =
          parts.length == 2
              ? new Extent(Integer.parseInt(parts[0].trim()), Integer.parseInt(parts[1].trim()))
              : of(Integer.parseInt(text));
      return parsed.requireFrom(what, minimum);
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          what + " must be a whole number or HEIGHTxWIDTH such as 3x5, got '" + text + "'", e);
    }
  }

  /** Refuses what is out of range. */
  Extent requireFrom(String what, int minimum) {
    if (Math.min(height, width) < minimum || Math.max(height, width) > MOST) {
      throw new ConfigurationException(
          what + " must be from " + minimum + " to " + MOST + ", got " + this);
    }
    return this;
  }

  /**
   * Returns what holds for inputs of a shape: the same for images, and for sequences, which count
   * as images one high, the width alone.
   *
   * @param neutral the height that leaves an image one high as it is
   */
  Extent in(Shape input, int neutral, Object layer) {
    if (input.isImage()) {
      return this;
    }
    if (height != width) {
      throw new ShapeException(
          layer
              + " has "
              + this
              + " for height and width, but its input "
              + input
              + " is a sequence"
              + " and has only a length; give one number");
    }
    return new Extent(neutral, width);
  }

  /** Returns the number of values in it. */
  int area() {
    return Math.multiplyExact(height, width);
  }

  @Override
  public String toString() {
    return height == width ? Integer.toString(height) : height + "x" + width;
  }
}
