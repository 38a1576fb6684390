package org.ae4j.api;

/** Data that cannot be read or used: missing, truncated, malformed, not finite. */
public final class DataException extends AutoencoderException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message says what, got, expected, and what to do. */
  public DataException(String message) {
    super(message);
  }

  /** Makes an exception with the failure behind it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
