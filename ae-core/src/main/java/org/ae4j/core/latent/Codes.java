package org.ae4j.core.latent;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Generative;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ShapeException;
import org.ejml.data.FMatrixRMaj;

/** Makes codes to decode, one a row, in new matrices. */
public final class Codes {
  /** Below this sine of their angle two codes are taken as parallel. */
  private static final double PARALLEL = 1e-6;

  private Codes() {}

  /** Draws codes from the standard normal prior of a {@link Generative} model. */
  public static FMatrixRMaj prior(int count, int size, long seed) {
    RandomStream random = RandomStream.of(seed).named("prior");
    FMatrixRMaj codes = new FMatrixRMaj(atLeast("count", count, 1), size);
    for (int i = 0; i < count * size; i++) {
      codes.data[i] = (float) random.normal(i);
    }
    return codes;
  }

  /**
   * Draws one code from each row's posterior.
   *
   * @param firstRow the number of the first row in its data set, so that the noise of a row does
   *     not depend on how rows are cut into pieces
   * @param sample which of a row's samples, from 0
   */
  public static FMatrixRMaj posterior(
      Generative.Posterior posterior, int firstRow, int sample, long seed) {
    RandomStream random = RandomStream.of(seed).named("posterior").at(sample);
    FMatrixRMaj mean = posterior.mean();
    FMatrixRMaj codes = new FMatrixRMaj(mean.numRows, mean.numCols);
    long index = (long) firstRow * mean.numCols;
    for (int i = 0; i < mean.numRows * mean.numCols; i++) {
      double deviation = Math.exp(0.5 * posterior.logVariance().data[i]);
      codes.data[i] = (float) (mean.data[i] + deviation * random.normal(index + i));
    }
    return codes;
  }

  /** Returns codes on the straight line from one code to another, both included. */
  public static FMatrixRMaj linear(float[] from, float[] to, int steps) {
    return path(from, to, steps, 0);
  }

  /**
   * Returns codes on the arc from one code to another, both included, which passes through lengths
   * that are as likely under the prior as theirs (White, "Sampling generative networks", 2016).
   *
   * <p>Parallel codes are joined by a straight line.
   */
  public static FMatrixRMaj spherical(float[] from, float[] to, int steps) {
    double dot = 0;
    double squaresFrom = 0;
    double squaresTo = 0;
    for (int i = 0; i < Math.min(from.length, to.length); i++) {
      dot += (double) from[i] * to[i];
      squaresFrom += (double) from[i] * from[i];
      squaresTo += (double) to[i] * to[i];
    }
    double cosine = dot / Math.max(Math.sqrt(squaresFrom * squaresTo), Double.MIN_NORMAL);
    return path(from, to, steps, Math.acos(Math.max(-1, Math.min(1, cosine))));
  }

  private static FMatrixRMaj path(float[] from, float[] to, int steps, double angle) {
    if (from.length != to.length) {
      throw new ShapeException(
          "two codes of the same size are needed, got " + from.length + " and " + to.length);
    }
    FMatrixRMaj codes = new FMatrixRMaj(atLeast("steps", steps, 2), from.length);
    double sine = Math.sin(angle);
    for (int step = 0; step < steps; step++) {
      double t = (double) step / (steps - 1);
      double a = sine < PARALLEL ? 1 - t : Math.sin((1 - t) * angle) / sine;
      double b = sine < PARALLEL ? t : Math.sin(t * angle) / sine;
      for (int i = 0; i < from.length; i++) {
        codes.data[step * from.length + i] = (float) (a * from[i] + b * to[i]);
      }
    }
    return codes;
  }

  /**
   * Returns a code with one of its units at values from {@code least} to {@code most}, both
   * included.
   */
  public static FMatrixRMaj traversal(
      float[] code, int unit, double least, double most, int steps) {
    FMatrixRMaj codes = new FMatrixRMaj(atLeast("steps", steps, 2), code.length);
    for (int step = 0; step < steps; step++) {
      System.arraycopy(code, 0, codes.data, step * code.length, code.length);
      codes.data[step * code.length + unit] = (float) (least + (most - least) * step / (steps - 1));
    }
    return codes;
  }

  private static int atLeast(String name, int value, int least) {
    if (value < least) {
      throw new ConfigurationException(name + " must be at least " + least + ", got " + value);
    }
    return value;
  }
}
