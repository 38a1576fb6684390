package org.ae4j.core.latent;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.RandomStream;
import org.ejml.data.FMatrixRMaj;

/**
 * A mixture of Gaussians with full covariances, fitted to codes by expectation maximization
 * (Dempster, Laird and Rubin, 1977), so that any autoencoder can be sampled from (Ghosh et al.,
 * 2020).
 *
 * <p>Immutable.
 */
public final class GaussianMixture {
  /** Added to the variances, relative to the mean variance of the codes. */
  private static final double RIDGE = 1e-6;

  private static final double CONVERGED = 1e-4;

  private final double[] logWeights;
  private final Gaussian[] components;

  private GaussianMixture(double[] logWeights, Gaussian[] components) {
    this.logWeights = logWeights;
    this.components = components;
  }

  /**
   * Fits a mixture.
   *
   * @param codes one a row
   * @param iterations the most rounds; it ends before when the mean log-likelihood no longer grows
   * @throws ConfigurationException if there are more components than codes, or none
   */
  public static GaussianMixture fit(FMatrixRMaj codes, int components, int iterations, long seed) {
    int rows = codes.numRows;
    if (components < 1 || components > rows) {
      throw new ConfigurationException(
          "components must be from 1 to the number of codes, " + rows + ", got " + components);
    }
    return fit(codes, hardShares(codes, seeds(codes, components, seed)), iterations);
  }

  /**
   * Fits a mixture that begins with groups of codes, a component a group.
   *
   * @param labels the group of each code, from 0; each has at least one
   */
  public static GaussianMixture fit(FMatrixRMaj codes, int[] labels, int iterations) {
    double[][] shares =
        new double[java.util.Arrays.stream(labels).max().orElse(0) + 1][codes.numRows];
    for (int row = 0; row < labels.length; row++) {
      shares[labels[row]][row] = 1;
    }
    return fit(codes, shares, iterations);
  }

  private static GaussianMixture fit(FMatrixRMaj codes, double[][] shares, int iterations) {
    double ridge = RIDGE * Math.max(meanVariance(codes), Double.MIN_NORMAL / RIDGE);
    GaussianMixture mixture = maximize(codes, shares, ridge);
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < iterations; i++) {
      double likelihood = mixture.expect(codes, shares);
      if (likelihood - before < CONVERGED) {
        break;
      }
      before = likelihood;
      mixture = maximize(codes, shares, ridge);
    }
    return mixture;
  }

  /** Returns the number of components. */
  public int size() {
    return components.length;
  }

  /** Returns the weights of the components, which sum to 1. */
  public double[] weights() {
    double[] weights = new double[size()];
    java.util.Arrays.setAll(weights, k -> Math.exp(logWeights[k]));
    return weights;
  }

  /** Returns the mean of a component. */
  public double[] mean(int component) {
    return components[component].mean().clone();
  }

  /** Returns the component that has the greatest share in each code. */
  public int[] labels(FMatrixRMaj codes) {
    double[][] shares = new double[size()][codes.numRows];
    expect(codes, shares);
    int[] labels = new int[codes.numRows];
    for (int row = 0; row < labels.length; row++) {
      for (int k = 1; k < size(); k++) {
        labels[row] = shares[k][row] > shares[labels[row]][row] ? k : labels[row];
      }
    }
    return labels;
  }

  /** Returns the mean log density of codes, in nats. */
  public double meanLogDensity(FMatrixRMaj codes) {
    return expect(codes, new double[size()][codes.numRows]);
  }

  /** Draws codes, one a row, in a new matrix. */
  public FMatrixRMaj sample(int count, long seed) {
    RandomStream random = RandomStream.of(seed).named("mixture");
    RandomStream choice = random.named("component");
    int units = components[0].mean().length;
    FMatrixRMaj codes = new FMatrixRMaj(count, units);
    double[] weights = weights();
    double[] noise = new double[units];
    for (int row = 0; row < count; row++) {
      double left = choice.uniform(row);
      int component = 0;
      while (component < size() - 1 && left >= weights[component]) {
        left -= weights[component++];
      }
      for (int unit = 0; unit < units; unit++) {
        noise[unit] = random.normal((long) row * units + unit);
      }
      components[component].transform(noise, codes.data, row * units);
    }
    return codes;
  }

  /** Chooses codes to begin with, each with a chance by its distance from those before. */
  private static int[] seeds(FMatrixRMaj codes, int components, long seed) {
    RandomStream random = RandomStream.of(seed).named("mixture seeds");
    int[] chosen = new int[components];
    double[] distance = new double[codes.numRows];
    java.util.Arrays.fill(distance, Double.MAX_VALUE);
    chosen[0] = random.below(0, codes.numRows);
    for (int k = 1; k < components; k++) {
      double sum = 0;
      for (int row = 0; row < codes.numRows; row++) {
        distance[row] = Math.min(distance[row], squaredDistance(codes, row, chosen[k - 1]));
        sum += distance[row];
      }
      double left = random.uniform(k) * sum;
      int row = 0;
      while (row < codes.numRows - 1 && left >= distance[row]) {
        left -= distance[row++];
      }
      chosen[k] = row;
    }
    return chosen;
  }

  /** Gives each code to the nearest of those chosen. */
  private static double[][] hardShares(FMatrixRMaj codes, int[] chosen) {
    double[][] shares = new double[chosen.length][codes.numRows];
    for (int row = 0; row < codes.numRows; row++) {
      int nearest = 0;
      for (int k = 1; k < chosen.length; k++) {
        if (squaredDistance(codes, row, chosen[k]) < squaredDistance(codes, row, chosen[nearest])) {
          nearest = k;
        }
      }
      shares[nearest][row] = 1;
    }
    return shares;
  }

  private static double squaredDistance(FMatrixRMaj codes, int a, int b) {
    double sum = 0;
    for (int i = 0; i < codes.numCols; i++) {
      double d = (double) codes.data[a * codes.numCols + i] - codes.data[b * codes.numCols + i];
      sum += d * d;
    }
    return sum;
  }

  private static double meanVariance(FMatrixRMaj codes) {
    double[] ones = new double[codes.numRows];
    java.util.Arrays.fill(ones, 1);
    return Gaussian.of(codes, ones, 0).meanVariance();
  }

  private static GaussianMixture maximize(FMatrixRMaj codes, double[][] shares, double ridge) {
    Gaussian[] fitted = new Gaussian[shares.length];
    double[] logWeights = new double[shares.length];
    for (int k = 0; k < fitted.length; k++) {
      double sum = 0;
      for (double share : shares[k]) {
        sum += share;
      }
      logWeights[k] = Math.log(sum / codes.numRows);
      fitted[k] = Gaussian.of(codes, shares[k], ridge);
    }
    return new GaussianMixture(logWeights, fitted);
  }

  /** Writes each component's share of each code and returns the mean log density. */
  private double expect(FMatrixRMaj codes, double[][] shares) {
    double sum = 0;
    double[] scratch = new double[codes.numCols];
    for (int row = 0; row < codes.numRows; row++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < size(); k++) {
        shares[k][row] = logWeights[k] + components[k].logDensity(codes, row, scratch);
        most = Math.max(most, shares[k][row]);
      }
      double total = 0;
      for (int k = 0; k < size(); k++) {
        shares[k][row] = Math.exp(shares[k][row] - most);
        total += shares[k][row];
      }
      for (int k = 0; k < size(); k++) {
        shares[k][row] /= total;
      }
      sum += most + Math.log(total);
    }
    return sum / codes.numRows;
  }
}
