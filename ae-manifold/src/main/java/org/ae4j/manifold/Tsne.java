package org.ae4j.manifold;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.RandomStream;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.latent.Columns;
import org.ae4j.core.latent.PrincipalComponents;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/**
 * A map in which rows that are near each other stay so, by t-distributed stochastic neighbour
 * embedding (van der Maaten and Hinton, 2008).
 *
 * <p>Neighbours are exact. The map begins with the first two principal components. The same rows,
 * settings and kernels give the same bits with any number of threads.
 *
 * @param points x and y of each row
 * @param divergence Kullback-Leibler divergence of the map from the rows, in nats
 * @param neighbourSeconds how long the search for neighbours took
 * @param affinitySeconds how long their weighing took
 * @param layoutSeconds how long the gradient descent took
 */
public record Tsne(
    FMatrixRMaj points,
    double divergence,
    double neighbourSeconds,
    double affinitySeconds,
    double layoutSeconds) {
  /** The least number of rows. */
  public static final int LEAST_ROWS = 4;

  /** From so many rows on the grid is faster than the tree. */
  private static final int GRID_ROWS = 5000;

  private static final double INITIAL_DEVIATION = 1e-4;

  /**
   * Maps rows, which stay unchanged.
   *
   * @param onIteration told how many iterations are done
   * @throws ConfigurationException if the perplexity is too great for the number of rows
   * @throws DataException if there are fewer than {@link #LEAST_ROWS}, a value is not finite, or
   *     all rows are equal
   */
  public static Tsne fit(
      FMatrixRMaj rows, TsneConfig config, Autoencoders engine, IntConsumer onIteration) {
    require(rows, config);
    try (Workers workers = new Workers(engine.threads())) {
      long began = System.nanoTime();
      int count = (int) Math.ceil(3 * config.perplexity());
      Neighbours neighbours =
          Neighbours.within(rows, Math.min(count, rows.numRows - 1), engine.kernels(), workers);
      long found = System.nanoTime();
      Affinities affinities =
          Affinities.conditional(neighbours, config.perplexity(), workers).symmetric();
      long weighed = System.nanoTime();
      PrincipalComponents axes =
          PrincipalComponents.fit(rows, Math.min(2, rows.numCols), engine.kernels(), workers);
      float[] points =
          begin(
              axes.transform(rows, engine.kernels(), workers), axes.variances()[0], config.seed());
      double divergence = new Descent(affinities, config, workers).run(points, onIteration);
      return new Tsne(
          FMatrixRMaj.wrap(rows.numRows, 2, points),
          divergence,
          (found - began) / 1e9,
          (weighed - found) / 1e9,
          (System.nanoTime() - weighed) / 1e9);
    }
  }

  /** Checks rows and settings as {@link #fit} does, before other work goes into them. */
  public static void require(FMatrixRMaj rows, TsneConfig config) {
    if (rows.numRows < LEAST_ROWS) {
      throw new DataException(
          "t-SNE needs at least "
              + LEAST_ROWS
              + " rows, got "
              + rows.numRows
              + "; give more rows, or use principal components");
    }
    int most = TsneConfig.mostPerplexity(rows.numRows);
    if (config.perplexity() > most) {
      throw new ConfigurationException(
          "perplexity must be at most %d for %,d rows (a third of the others), got %s"
              .formatted(most, rows.numRows, config.perplexity()));
    }
    Columns.requireFinite(rows);
    Columns.requireVariety(rows);
  }

  /** Begins tiny, and parts points that would begin in one place by a hundredth of that. */
  private static float[] begin(FMatrixRMaj components, double variance, long seed) {
    RandomStream random = RandomStream.of(seed).named("map");
    float[] points = new float[2 * components.numRows];
    double factor = INITIAL_DEVIATION / Math.sqrt(variance);
    for (int i = 0; i < points.length; i++) {
      double noise = random.normal(i) * INITIAL_DEVIATION / 100;
      int axis = i % 2;
      boolean has = axis < components.numCols;
      double value = has ? components.data[i / 2 * components.numCols + axis] * factor : 0;
      points[i] = (float) (value + noise);
    }
    return points;
  }

  static Repulsion repulsion(TsneConfig.Method method, int rows, Workers workers) {
    boolean tree =
        method == TsneConfig.Method.BARNES_HUT
            || (method == TsneConfig.Method.AUTO && rows < GRID_ROWS);
    return tree ? new TreeRepulsion(workers) : new GridRepulsion(workers);
  }

  /** Gradient descent with momentum and a gain for each coordinate (Jacobs, 1988). */
  private static final class Descent {
    private static final float EARLY_MOMENTUM = 0.5f;
    private static final float MOMENTUM = 0.8f;
    private static final float LEAST_GAIN = 0.01f;

    private final Affinities affinities;
    private final TsneConfig config;
    private final Workers workers;
    private final int count;
    private final float[] forces;
    private final float[] velocities;
    private final float[] gains;

    Descent(Affinities affinities, TsneConfig config, Workers workers) {
      this.affinities = affinities;
      this.config = config;
      this.workers = workers;
      count = affinities.rows();
      forces = new float[2 * count];
      velocities = new float[2 * count];
      gains = new float[2 * count];
      Arrays.fill(gains, 1);
    }

    double run(float[] points, IntConsumer onIteration) {
      Repulsion repulsion = repulsion(config.method(), count, workers);
      float rate = (float) config.learningRate(count);
      float[] attraction = new float[2 * count];
      for (int iteration = 0; iteration < config.iterations(); iteration++) {
        boolean early = iteration < config.exaggerated();
        float factor = early ? (float) config.exaggeration() : 1;
        float momentum = early ? EARLY_MOMENTUM : MOMENTUM;
        float share = (float) (1 / repulsion.apply(points, forces));
        workers.run(
            (part, parts) -> attract(points, attraction, cut(part, parts), cut(part + 1, parts)));
        workers.run(
            (part, parts) -> {
              int end = Workers.begin(2 * count, 1, part + 1, parts);
              for (int i = Workers.begin(2 * count, 1, part, parts); i < end; i++) {
                float gradient = factor * attraction[i] - share * forces[i];
                float gain =
                    (gradient > 0) != (velocities[i] > 0) ? gains[i] + 0.2f : gains[i] * 0.8f;
                gains[i] = Math.max(LEAST_GAIN, gain);
                velocities[i] = momentum * velocities[i] - rate * gains[i] * gradient;
                points[i] += velocities[i];
              }
            });
        onIteration.accept(iteration + 1);
      }
      center(points);
      return divergence(points, repulsion.apply(points, forces));
    }

    /** Returns where the points of a part begin, so that each has as many entries. */
    private int cut(int part, int parts) {
      int[] starts = affinities.starts();
      int found = Arrays.binarySearch(starts, Workers.begin(starts[count], 1, part, parts));
      return Math.min(count, found < 0 ? -found - 1 : found);
    }

    private void attract(float[] points, float[] attraction, int from, int to) {
      int[] index = affinities.index();
      float[] weights = affinities.weights();
      for (int i = from; i < to; i++) {
        float x = points[2 * i];
        float y = points[2 * i + 1];
        float sumX = 0;
        float sumY = 0;
        int end = affinities.starts()[i + 1];
        for (int e = affinities.starts()[i]; e < end; e++) {
          int j = 2 * index[e];
          float dx = x - points[j];
          float dy = y - points[j + 1];
          float pull = weights[e] / (1 + dx * dx + dy * dy);
          sumX += pull * dx;
          sumY += pull * dy;
        }
        attraction[2 * i] = sumX;
        attraction[2 * i + 1] = sumY;
      }
    }

    private void center(float[] points) {
      double[] sums = new double[2];
      for (int i = 0; i < points.length; i++) {
        sums[i % 2] += points[i];
      }
      for (int i = 0; i < points.length; i++) {
        points[i] -= (float) (sums[i % 2] / count);
      }
    }

    private double divergence(float[] points, double normalizer) {
      double sum = 0;
      double mass = 0;
      for (int i = 0; i < count; i++) {
        for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
          double p = affinities.weights()[e];
          if (p > 0) {
            int j = affinities.index()[e];
            double dx = (double) points[2 * i] - points[2 * j];
            double dy = (double) points[2 * i + 1] - points[2 * j + 1];
            sum += p * Math.log(p * (1 + dx * dx + dy * dy));
            mass += p;
          }
        }
      }
      return sum + mass * Math.log(normalizer);
    }
  }
}
