package org.ae4j.api;

/** A model file that is truncated, forged, or of another format or schema. */
public final class ModelFormatException extends AutoencoderException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message says what, got, expected, and what to do. */
  public ModelFormatException(String message) {
    super(message);
  }

  /** Makes an exception with the failure behind it. */
  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
