package org.ae4j.core.plugin;

/**
 * A factory that a plugin adds.
 *
 * @param <F> the type of the factory
 * @param id the name that users write
 * @param factory what the plugin handed over
 * @param source the plugin and its jar
 */
public record Registered<F>(String id, F factory, PluginSource source) {}
