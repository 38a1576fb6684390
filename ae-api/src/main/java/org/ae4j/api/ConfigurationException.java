package org.ae4j.api;

/** A setting, name or text form that cannot be used; what was asked for was not begun. */
public final class ConfigurationException extends AutoencoderException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message says what, got, expected, and what to do. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** Makes an exception with the failure behind it. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
