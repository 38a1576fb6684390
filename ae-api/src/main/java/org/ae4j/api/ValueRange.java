package org.ae4j.api;

/** The least and the greatest value that something can take. */
public record ValueRange(float minimum, float maximum) {
  /** What an unsigned byte can hold. */
  public static final ValueRange BYTE = new ValueRange(0, 255);

  public ValueRange {
    if (!(minimum < maximum)) {
      throw new ConfigurationException(
          "a value range needs minimum < maximum, got " + minimum + " to " + maximum);
    }
  }
}
