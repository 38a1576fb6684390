package org.ae4j.api;

import org.ae4j.api.kernels.Kernels;

/** Where a layer gets its weights from when it is built: fresh by seed, or out of a model file. */
public interface LayerContext {

  /** Returns the numerical loops in use. */
  Kernels kernels();

  /**
   * Returns a matrix of weights, drawn by an initializer.
   *
   * @param name unique in the layer, for example {@code weight}
   * @param rows the number of inputs that a unit sees (fan-in), by which initializers scale
   * @param columns the number of units that an input feeds (fan-out)
   * @param initializer an id such as {@code he_uniform}, or {@code auto} to choose by the
   *     activation that follows
   */
  Parameter weights(String name, int rows, int columns, String initializer);

  /**
   * Returns a matrix of weights that are used more than once, as those of a convolution are, so
   * that fan-in and fan-out are not its rows and columns.
   *
   * @param rows of the matrix
   * @param columns of the matrix
   * @param fanIn the number of inputs that a unit sees
   * @param fanOut the number of units that an input feeds, on average
   */
  default Parameter weights(
      String name, int rows, int columns, double fanIn, double fanOut, String initializer) {
    return weights(name, rows, columns, initializer);
  }

  /** Returns a vector that starts with the same value everywhere, for example a bias. */
  Parameter vector(String name, int size, float value);
}
