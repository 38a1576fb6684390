package org.ae4j.manifold;

import org.ae4j.api.ConfigurationException;

/**
 * How a map is made by t-SNE.
 *
 * @param perplexity how many neighbours of a row count, roughly; from 1 to a third of the other
 *     rows
 * @param iterations steps of gradient descent
 * @param exaggeration factor of attraction in the first quarter of the iterations, at most 250
 * @param learningRate how far a step goes, or 0 for the number of rows divided by the exaggeration,
 *     at least 200 (Belkina et al., 2019)
 * @param method how repulsion is computed
 * @param seed of what parts points that would begin in one place
 */
public record TsneConfig(
    double perplexity,
    int iterations,
    double exaggeration,
    double learningRate,
    Method method,
    long seed) {

  /** What most maps are made with. */
  public static final TsneConfig DEFAULTS = new TsneConfig(30, 1000, 12, 0, Method.AUTO, 1);

  /** How repulsion is computed. */
  public enum Method {
    /** Barnes-Hut for few rows, the grid for many. */
    AUTO,
    /** A tree of cells, of which far ones count as one point (van der Maaten, 2014). */
    BARNES_HUT,
    /** A potential on a grid, by fast Fourier transform (after Linderman et al., 2019). */
    GRID
  }

  /** Checks ranges. */
  public TsneConfig {
    require(perplexity >= 1 && perplexity <= 10_000, "perplexity", "from 1 to 10000", perplexity);
    require(
        iterations >= 1 && iterations <= 1_000_000, "iterations", "from 1 to 1000000", iterations);
    require(
        exaggeration >= 1 && exaggeration <= 1000, "exaggeration", "from 1 to 1000", exaggeration);
    require(
        learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY,
        "learningRate",
        "at least 0",
        learningRate);
  }

  private static void require(boolean holds, String name, String range, Object got) {
    if (!holds) {
      throw new ConfigurationException(name + " must be " + range + ", got " + got);
    }
  }

  /** Returns the greatest perplexity for a number of rows: each needs three neighbours for one. */
  public static int mostPerplexity(int rows) {
    return (rows - 1) / 3;
  }

  /** Returns the same with another perplexity. */
  public TsneConfig withPerplexity(double value) {
    return new TsneConfig(value, iterations, exaggeration, learningRate, method, seed);
  }

  /** Returns the same with other iterations. */
  public TsneConfig withIterations(int value) {
    return new TsneConfig(perplexity, value, exaggeration, learningRate, method, seed);
  }

  /** Returns the same with another way to compute repulsion. */
  public TsneConfig withMethod(Method value) {
    return new TsneConfig(perplexity, iterations, exaggeration, learningRate, value, seed);
  }

  /** Returns the same with another seed. */
  public TsneConfig withSeed(long value) {
    return new TsneConfig(perplexity, iterations, exaggeration, learningRate, method, value);
  }

  int exaggerated() {
    return Math.min(250, iterations / 4);
  }

  double learningRate(int rows) {
    return learningRate > 0 ? learningRate : Math.max(200, rows / exaggeration);
  }
}
