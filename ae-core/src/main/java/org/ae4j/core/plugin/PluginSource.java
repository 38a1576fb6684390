package org.ae4j.core.plugin;

/**
 * Where something that was found comes from.
 *
 * @param plugin the plugin's id
 * @param provider the name of the plugin's class
 * @param location the jar, folder or module that holds this class
 */
public record PluginSource(String plugin, String provider, String location) {

  @Override
  public String toString() {
    return provider + " in " + location;
  }
}
