package org.ae4j.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ejml.data.FMatrixRMaj;

/** Makes data sets of arrays and matrices, and parts of data sets. */
public final class Datasets {
  private Datasets() {}

  /** Makes a data set of a copy of {@code rows}, whose values are plain features. */
  public static FloatDataset of(float[][] rows) {
    return of("rows", Shape.features(rows.length == 0 ? 1 : Math.max(1, rows[0].length)), rows);
  }

  /**
   * Makes a data set of a copy of {@code rows}.
   *
   * @param name what messages call the data
   * @throws ShapeException if there are no rows, or a row's length is not {@code shape.size()}
   * @throws DataException if a value is NaN or infinite
   */
  public static FloatDataset of(String name, Shape shape, float[][] rows) {
    requireAddressable(name, rows.length, shape.size());
    float[] values = new float[rows.length * shape.size()];
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != shape.size()) {
        throw new ShapeException(
            name
                + ": row "
                + row
                + " (from 0): got "
                + rows[row].length
                + " values, expected "
                + shape.size()
                + " ("
                + shape
                + ")");
      }
      System.arraycopy(rows[row], 0, values, row * shape.size(), shape.size());
    }
    return new FloatDataset(name, shape, values);
  }

  /** Makes a data set of a copy of {@code matrix}, a row an example of plain features. */
  public static FloatDataset ofMatrix(FMatrixRMaj matrix) {
    if (matrix.numRows == 0 || matrix.numCols == 0) {
      throw new ShapeException(
          "matrix: got " + matrix.numRows + " x " + matrix.numCols + ", expected at least 1 x 1");
    }
    float[] values = Arrays.copyOf(matrix.data, matrix.numRows * matrix.numCols);
    return new FloatDataset("matrix", Shape.features(matrix.numCols), values);
  }

  /** Copies all rows into a matrix, in the units of the source. */
  public static FMatrixRMaj toMatrix(Dataset dataset) {
    int columns = dataset.shape().size();
    requireAddressable(dataset.name(), dataset.size(), columns);
    FMatrixRMaj matrix = new FMatrixRMaj(dataset.size(), columns);
    for (int row = 0; row < dataset.size(); row++) {
      dataset.copyRow(row, matrix.data, row * columns);
    }
    return matrix;
  }

  /** Returns the first {@code count} rows, or all if there are no more than that. */
  public static Dataset limit(Dataset dataset, int count) {
    if (count < 1) {
      throw new ConfigurationException("limit: got " + count + ", expected at least 1 row");
    }
    if (count >= dataset.size()) {
      return dataset;
    }
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> i);
    return SubsetDataset.ofOwn(dataset, rows);
  }

  /**
   * Returns the rows of two data sets of one kind, the first's before the second's.
   *
   * @throws ShapeException if their shapes differ
   */
  public static Dataset join(Dataset first, Dataset second) {
    return JoinedDataset.of(first, second);
  }

  /**
   * Splits rows by chance into disjoint parts, for example {@code split(data, 42, 0.8, 0.1, 0.1)}
   * into rows to train, validate and test on.
   *
   * <p>The rows are shuffled by Fisher and Yates' algorithm on {@link Random}, whose sequence is
   * specified, so that a seed gives the same parts on every JDK. Within a part, rows keep the order
   * of the source.
   *
   * @param fractions each above 0, together at most 1; rows that are left over are in no part
   * @return one part for each fraction
   * @throws ConfigurationException if a fraction is out of range or too small for a single row
   */
  public static List<Dataset> split(Dataset dataset, long seed, double... fractions) {
    int[] shuffled = shuffledRows(dataset.size(), seed);
    List<Dataset> parts = new ArrayList<>();
    double sum = 0;
    int from = 0;
    for (double fraction : fractions) {
      sum += fraction;
      if (!(fraction > 0) || sum > 1 + 1e-9) {
        throw new ConfigurationException(
            "fractions: got "
                + Arrays.toString(fractions)
                + ", expected each above 0 and their sum at most 1");
      }
      int to = (int) Math.min(dataset.size(), Math.round(sum * dataset.size()));
      if (to == from) {
        throw new ConfigurationException(
            "fraction "
                + fraction
                + " of "
                + dataset.name()
                + ": got 0 of "
                + dataset.size()
                + " rows, expected at least 1; take a larger fraction");
      }
      int[] rows = Arrays.copyOfRange(shuffled, from, to);
      Arrays.sort(rows);
      parts.add(SubsetDataset.ofOwn(dataset, rows));
      from = to;
    }
    return List.copyOf(parts);
  }

  private static int[] shuffledRows(int size, long seed) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    Random random = new Random(seed);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = rows[j];
      rows[j] = rows[i];
      rows[i] = other;
    }
    return rows;
  }

  private static void requireAddressable(String name, int rows, int columns) {
    if ((long) rows * columns > Integer.MAX_VALUE - 8) {
      throw new ShapeException(
          name
              + ": got "
              + rows
              + " rows of "
              + columns
              + " values, expected at most 2147483639 values in all; take fewer rows");
    }
  }
}
