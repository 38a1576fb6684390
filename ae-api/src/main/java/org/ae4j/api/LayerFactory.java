package org.ae4j.api;

/** Reads the text form of a kind of layer; contributed by a plugin. */
public interface LayerFactory {

  /** Returns the id, the name in the text form. */
  String id();

  /** Returns the text form with all arguments and their defaults, for help. */
  String usage();

  /**
   * Makes the description from its arguments.
   *
   * @throws ConfigurationException if one is missing or out of range
   */
  LayerSpec create(Arguments arguments);
}
