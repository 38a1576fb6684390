package org.ae4j.api;

/** Reads the text form of a kind of corruption; contributed by a plugin. */
public interface CorruptionFactory {

  /** Returns the id, the name in the text form. */
  String id();

  /** Returns the text form with all arguments and their defaults, for help. */
  String usage();

  /**
   * Makes the corruption from its arguments.
   *
   * @throws ConfigurationException if an argument is missing or out of range
   */
  Corruption create(Arguments arguments);
}
