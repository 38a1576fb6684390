package org.ae4j.api.kernels;

import java.util.Optional;

/** Offers an implementation of the numerical loops; contributed by a plugin. */
public interface KernelsFactory {

  /** Returns the id, for example {@code vector}. */
  String id();

  /**
   * Returns how fast these kernels are compared with others; of those available the greatest is
   * taken.
   */
  int speed();

  /**
   * Returns why these kernels cannot be used here and what to do about it, or empty if they can.
   */
  Optional<String> unavailable();

  /** Makes the kernels; called only where they are available. */
  Kernels create();
}
