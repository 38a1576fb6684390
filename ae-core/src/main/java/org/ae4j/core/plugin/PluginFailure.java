package org.ae4j.core.plugin;

/**
 * A plugin that was left out, or an id that more than one plugin claims; everything else goes on
 * working.
 *
 * @param provider the plugin's class, both classes of a collision, or the file that should have
 *     named it
 * @param location the jar, folder or module; both of a collision
 * @param cause one line for a person
 * @param exception for a developer
 */
public record PluginFailure(String provider, String location, String cause, Throwable exception) {

  /** Returns the failure as one line. */
  @Override
  public String toString() {
    return provider + " in " + location + ": " + cause;
  }
}
