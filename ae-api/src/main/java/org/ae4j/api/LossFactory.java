package org.ae4j.api;

import org.ae4j.api.kernels.Kernels;

/** Reads the text form of a kind of loss; contributed by a plugin. */
public interface LossFactory {

  /** Returns the id, the name in the text form. */
  String id();

  /** Returns the text form with all arguments and their defaults, for help. */
  String usage();

  /**
   * Makes the loss from its arguments.
   *
   * @param kernels the numerical loops in use
   * @throws ConfigurationException if an argument is missing or out of range
   */
  Loss create(Arguments arguments, Kernels kernels);
}
