package org.ae4j.api;

import org.ae4j.api.kernels.Kernels;

/** Reads the text form of a kind of optimizer; contributed by a plugin. */
public interface OptimizerFactory {

  /** Returns the id, the name in the text form. */
  String id();

  /** Returns the text form with all arguments and their defaults, for help. */
  String usage();

  /**
   * Makes the optimizer from its arguments.
   *
   * @param kernels the numerical loops in use
   * @throws ConfigurationException if an argument is missing or out of range
   */
  Optimizer create(Arguments arguments, Kernels kernels);
}
