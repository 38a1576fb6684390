package org.ae4j.api;

/**
 * The root of what ae4j throws; its message is one line for a person, its cause is for a developer.
 */
public class AutoencoderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message says what, got, expected, and what to do. */
  public AutoencoderException(String message) {
    super(message);
  }

  /** Makes an exception with the failure behind it. */
  public AutoencoderException(String message, Throwable cause) {
    super(message, cause);
  }
}
