package org.ae4j.core.latent;

import java.util.Arrays;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.ShapeException;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/**
 * The directions along which rows vary most, by which rows become shorter and back.
 *
 * <p>Immutable and thread-safe; arrays are not copied and must not be changed.
 *
 * @param mean one value a column of the rows
 * @param axes one unit vector a component, the greatest variance first; of each, the element of the
 *     greatest size is positive
 * @param variances along the axes, divided by the number of rows less one
 * @param totalVariance along all axes, also those left out
 * @param whitening the power of their standard deviations by which values are divided: 0 leaves
 *     them as they are, 1 gives all the variance 1
 */
public record PrincipalComponents(
    float[] mean, FMatrixRMaj axes, double[] variances, double totalVariance, double whitening) {
  /** A covariance of more columns takes more than memory and patience allow. */
  public static final int MOST_COLUMNS = 4096;

  private static final int BLOCK = 512;
  private static final float RIDGE = 1e-3f;

  /** Checks that the sizes fit together. */
  public PrincipalComponents {
    if (axes.numCols != mean.length || axes.numRows != variances.length) {
      throw new ShapeException(
          "principal components of %d columns have %d axes of %d values and %d variances"
              .formatted(mean.length, axes.numRows, axes.numCols, variances.length));
    }
  }

  /**
   * Fits components to rows, unchanged.
   *
   * @param count how many to keep, at most as many as rows have columns
   * @throws DataException if there are fewer than two rows, a value is not finite, or all rows are
   *     equal
   * @throws ConfigurationException if the rows have fewer columns than {@code count}, or more than
   *     {@link #MOST_COLUMNS}
   */
  public static PrincipalComponents fit(FMatrixRMaj rows, int count, Autoencoders engine) {
    try (Workers workers = new Workers(engine.threads())) {
      return fit(rows, count, engine.kernels(), workers);
    }
  }

  /** Fits components as {@link #fit(FMatrixRMaj, int, Autoencoders)} does, with given threads. */
  public static PrincipalComponents fit(
      FMatrixRMaj rows, int count, Kernels kernels, Workers workers) {
    if (count < 1 || count > rows.numCols) {
      throw new ConfigurationException(
          "principal components must be from 1 to the "
              + rows.numCols
              + " columns of the rows, got "
              + count);
    }
    if (rows.numCols > MOST_COLUMNS) {
      throw new ConfigurationException(
          "principal components take rows of at most "
              + MOST_COLUMNS
              + " columns, got "
              + rows.numCols
              + "; take the codes of a model in place of the rows");
    }
    if (rows.numRows < 2) {
      throw new DataException(
          "principal components need at least 2 rows, got " + rows.numRows + "; give more rows");
    }
    Columns.requireFinite(rows);
    Columns.requireVariety(rows);
    float[] mean = Columns.floatMeans(rows);
    FMatrixRMaj covariance = covariance(rows, mean, kernels, workers);
    return of(mean, covariance, count, kernels, workers);
  }

  /**
   * The covariance is taken in units of its mean variance, and a little is added along all axes:
   * without either, few rows of many columns end in numbers too small for floats.
   */
  private static PrincipalComponents of(
      float[] mean, FMatrixRMaj covariance, int count, Kernels kernels, Workers workers) {
    int size = mean.length;
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += covariance.get(i, i);
    }
    double unit = total / size;
    for (int i = 0; i < size * size; i++) {
      covariance.data[i] = (float) (covariance.data[i] / unit);
    }
    for (int i = 0; i < size; i++) {
      covariance.data[i * (size + 1)] += RIDGE;
    }
    Eigenpairs pairs = Eigenpairs.greatest(covariance, count, kernels, workers);
    FMatrixRMaj axes = pairs.vectors();
    double[] variances = new double[count];
    for (int k = 0; k < count; k++) {
      variances[k] = unit * Math.max(0, pairs.values()[k] - RIDGE);
      int greatest = k * size;
      for (int i = k * size; i < (k + 1) * size; i++) {
        greatest = Math.abs(axes.data[i]) > Math.abs(axes.data[greatest]) ? i : greatest;
      }
      float sign = Math.signum(axes.data[greatest]);
      for (int i = k * size; i < (k + 1) * size; i++) {
        axes.data[i] *= sign;
      }
    }
    return new PrincipalComponents(mean, axes, variances, total, 0);
  }

  /** Each worker has rows of the covariance of its own, and sums them over all rows of the data. */
  private static FMatrixRMaj covariance(
      FMatrixRMaj rows, float[] mean, Kernels kernels, Workers workers) {
    int size = mean.length;
    FMatrixRMaj covariance = new FMatrixRMaj(size, size);
    float[] block = new float[BLOCK * size];
    for (int first = 0; first < rows.numRows; first += BLOCK) {
      int count = Math.min(BLOCK, rows.numRows - first);
      int from = first;
      workers.run(
          (part, parts) -> {
            int end = Workers.begin(count, 1, part + 1, parts);
            for (int r = Workers.begin(count, 1, part, parts); r < end; r++) {
              center(rows.data, (from + r) * size, mean, block, r * size);
            }
          });
      workers.run(
          (part, parts) -> {
            int begin = Workers.begin(size, 8, part, parts);
            int end = Workers.begin(size, 8, part + 1, parts);
            if (end > begin) {
              kernels.gemm(
                  true,
                  false,
                  end - begin,
                  size,
                  count,
                  block,
                  begin,
                  size,
                  block,
                  0,
                  size,
                  covariance.data,
                  begin * size,
                  size,
                  from > 0);
            }
          });
    }
    float factor = 1f / (rows.numRows - 1);
    for (int i = 0; i < size * size; i++) {
      covariance.data[i] *= factor;
    }
    return covariance;
  }

  private static void center(float[] from, int offset, float[] mean, float[] to, int toOffset) {
    for (int c = 0; c < mean.length; c++) {
      to[toOffset + c] = from[offset + c] - mean[c];
    }
  }

  /** Returns the same components, whose values have the variance 1 along each axis. */
  public PrincipalComponents whiten() {
    return whiten(1);
  }

  /**
   * Returns the same components, whose values are divided by a power of their standard deviations:
   * with 0.5, for example, an axis along which rows vary by 4 becomes one of 2.
   *
   * @throws ConfigurationException if the power is not from 0 to 1
   */
  public PrincipalComponents whiten(double power) {
    if (!(power >= 0 && power <= 1)) {
      throw new ConfigurationException("whitening must be from 0 to 1, got " + power);
    }
    return new PrincipalComponents(mean, axes, variances, totalVariance, power);
  }

  /**
   * Returns the same components, measured from zero and not from the mean of the rows: for rows
   * whose lengths and directions from there matter.
   */
  public PrincipalComponents fromZero() {
    return new PrincipalComponents(
        new float[mean.length], axes, variances, totalVariance, whitening);
  }

  /** Returns the number of components. */
  public int count() {
    return axes.numRows;
  }

  /** Returns the part of the rows' variance along each axis. */
  public double[] explainedVariance() {
    return Arrays.stream(variances).map(v -> v / totalVariance).toArray();
  }

  /**
   * Returns the components of rows, in a new matrix.
   *
   * @throws ShapeException if rows have another length than those of the fit
   */
  public FMatrixRMaj transform(FMatrixRMaj rows, Autoencoders engine) {
    try (Workers workers = new Workers(engine.threads())) {
      return transform(rows, engine.kernels(), workers);
    }
  }

  /** Returns components as {@link #transform(FMatrixRMaj, Autoencoders)} does. */
  public FMatrixRMaj transform(FMatrixRMaj rows, Kernels kernels, Workers workers) {
    int size = mean.length;
    if (rows.numCols != size) {
      throw new ShapeException(
          "rows have " + rows.numCols + " columns, the principal components are of " + size);
    }
    FMatrixRMaj result = new FMatrixRMaj(rows.numRows, count());
    workers.run(
        (part, parts) -> {
          float[] block = new float[BLOCK * size];
          int end = Workers.begin(rows.numRows, BLOCK, part + 1, parts);
          for (int first = Workers.begin(rows.numRows, BLOCK, part, parts);
              first < end;
              first += BLOCK) {
            int some = Math.min(BLOCK, end - first);
            for (int r = 0; r < some; r++) {
              center(rows.data, (first + r) * size, mean, block, r * size);
            }
            kernels.gemm(
                false,
                true,
                some,
                count(),
                size,
                block,
                0,
                size,
                axes.data,
                0,
                size,
                result.data,
                first * count(),
                count(),
                false);
          }
        });
    scale(result, false);
    return result;
  }

  /** Returns the rows that have given components, in a new matrix; what was left out is missing. */
  public FMatrixRMaj invert(FMatrixRMaj components, Autoencoders engine) {
    if (components.numCols != count()) {
      throw new ShapeException(
          "rows have " + components.numCols + " components, expected " + count());
    }
    FMatrixRMaj scaled = components.copy();
    scale(scaled, true);
    FMatrixRMaj rows = new FMatrixRMaj(components.numRows, mean.length);
    engine
        .kernels()
        .gemm(
            false,
            false,
            rows.numRows,
            rows.numCols,
            count(),
            scaled.data,
            0,
            count(),
            axes.data,
            0,
            mean.length,
            rows.data,
            0,
            mean.length,
            false);
    for (int i = 0; i < rows.numRows * rows.numCols; i++) {
      rows.data[i] += mean[i % mean.length];
    }
    return rows;
  }

  private void scale(FMatrixRMaj components, boolean invert) {
    if (whitening == 0) {
      return;
    }
    for (int i = 0; i < components.numRows * components.numCols; i++) {
      double deviation = StrictMath.pow(variances[i % count()], whitening / 2);
      double factor = invert ? deviation : deviation > 0 ? 1 / deviation : 0;
      components.data[i] *= (float) factor;
    }
  }
}
