package org.ae4j.api;

/** A computation that left the finite numbers. */
public final class NumericalException extends AutoencoderException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message says what, got, expected, and what to do. */
  public NumericalException(String message) {
    super(message);
  }

  /** Makes an exception with the failure behind it. */
  public NumericalException(String message, Throwable cause) {
    super(message, cause);
  }
}
