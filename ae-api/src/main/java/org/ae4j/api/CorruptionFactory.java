package org.ae4j.api;

/** Reads the text form of a kind of corruption; contributed by a plugin. */
public interface CorruptionFactory {
  /** Returns the id, the name in the text form. */
  String id();

  /** Returns the text form with all arguments and their defaults, for help. */
  String usage();

  /**
   * Makes the corruption from its arguments, for rows of one kind.
   *
   * @throws ConfigurationException if an argument is missing or out of range, or if such rows
   *     cannot be damaged so
   */
  Corruption create(Arguments arguments, CorruptionContext context);
}
