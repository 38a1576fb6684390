package org.ae4j.api;

/** A plugin that cannot be loaded, or whose ids collide with another's. */
public final class PluginException extends AutoencoderException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message says what, got, expected, and what to do. */
  public PluginException(String message) {
    super(message);
  }

  /** Makes an exception with the failure behind it. */
  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
