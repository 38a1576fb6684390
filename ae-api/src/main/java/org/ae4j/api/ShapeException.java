package org.ae4j.api;

/** Rows, layers or tensors whose sizes do not fit together. */
public final class ShapeException extends AutoencoderException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message says what, got, expected, and what to do. */
  public ShapeException(String message) {
    super(message);
  }

  /** Makes an exception with the failure behind it. */
  public ShapeException(String message, Throwable cause) {
    super(message, cause);
  }
}
