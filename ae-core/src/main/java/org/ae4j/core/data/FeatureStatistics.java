package org.ae4j.core.data;

import java.util.Arrays;
import org.ae4j.api.Dataset;
import org.ae4j.core.data.Preprocessing.Kind;

/**
 * Each feature's least and greatest value, mean and standard deviation over all rows, in double
 * precision.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed to nobody
record FeatureStatistics(double[] minimum, double[] maximum, double[] mean, double[] deviation) {
  /** As many rows tell a quartile to about half a percent of the rows. */
  private static final int MOST_SORTED = 50_000;

  /**
   * Goes over the rows twice: the mean first, then the squared distances from it. Of a table, cells
   * that are missing do not count.
   */
  static FeatureStatistics of(Dataset data) {
    int features = data.shape().size();
    int[] maskedBy = maskedBy(data);
    long[] counts = new long[features];
    double[] minimum = new double[features];
    double[] maximum = new double[features];
    double[] mean = new double[features];
    Arrays.fill(minimum, Double.POSITIVE_INFINITY);
    Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
    float[] row = new float[features];
    for (int r = 0; r < data.size(); r++) {
      data.copyRow(r, row, 0);
      for (int i = 0; i < features; i++) {
        if (!Float.isFinite(row[i])) {
          throw FloatDataset.notFinite(data.name(), r, i, row[i]);
        }
        if (counts(row, maskedBy[i])) {
          counts[i]++;
          minimum[i] = Math.min(minimum[i], row[i]);
          maximum[i] = Math.max(maximum[i], row[i]);
          mean[i] += row[i];
        }
      }
    }
    for (int i = 0; i < features; i++) {
      if (counts[i] == 0) {
        minimum[i] = 0;
        maximum[i] = 0;
        counts[i] = 1;
      }
      mean[i] /= counts[i];
    }
    double[] deviation = new double[features];
    for (int r = 0; r < data.size(); r++) {
      data.copyRow(r, row, 0);
      for (int i = 0; i < features; i++) {
        if (counts(row, maskedBy[i])) {
          double distance = row[i] - mean[i];
          deviation[i] += distance * distance;
        }
      }
    }
    for (int i = 0; i < features; i++) {
      deviation[i] = Math.sqrt(deviation[i] / counts[i]);
    }
    return new FeatureStatistics(minimum, maximum, mean, deviation);
  }

  private static int[] maskedBy(Dataset data) {
    return TableSchema.of(data)
        .map(TableSchema::maskedBy)
        .orElseGet(
            () -> {
              int[] none = new int[data.shape().size()];
              Arrays.fill(none, -1);
              return none;
            });
  }

  private static boolean counts(float[] row, int mask) {
    return mask < 0 || row[mask] < 0.5f;
  }

  /** Scales by quartiles, of rows from all over the data where there are many. */
  Preprocessing robust(Dataset data) {
    int features = data.shape().size();
    int rows = Math.min(MOST_SORTED, data.size());
    int[] maskedBy = maskedBy(data);
    double[] median = new double[features];
    double[] width = new double[features];
    float[] row = new float[features];
    float[] column = new float[rows];
    for (int i = 0; i < features; i++) {
      int count = 0;
      for (int r = 0; r < rows; r++) {
        data.copyRow((int) ((long) r * data.size() / rows), row, 0);
        if (counts(row, maskedBy[i])) {
          column[count++] = row[i];
        }
      }
      Arrays.sort(column, 0, count);
      median[i] = count == 0 ? 0 : column[count / 2];
      width[i] = count == 0 ? 0 : (double) column[3 * count / 4] - column[count / 4];
      // Where half of the values are the same one, the deviation still tells sizes.
      width[i] = width[i] > 0 ? width[i] : deviation[i];
    }
    return scaling(Kind.ROBUST, median, width);
  }

  Preprocessing unit() {
    double[] width = new double[minimum.length];
    Arrays.setAll(width, i -> maximum[i] - minimum[i]);
    return scaling(Kind.UNIT, minimum, width);
  }

  Preprocessing standard() {
    return scaling(Kind.STANDARD, mean, deviation);
  }

  private Preprocessing scaling(Kind kind, double[] origin, double[] width) {
    float[] scale = new float[origin.length];
    float[] shift = new float[origin.length];
    for (int i = 0; i < origin.length; i++) {
      scale[i] = (float) (1 / width[i]);
      // Rounding can leave a constant feature a deviation other than 0, so its extremes decide.
      if (minimum[i] == maximum[i] || !Float.isFinite(scale[i])) {
        scale[i] = 1;
        shift[i] = (float) -minimum[i];
      } else {
        shift[i] = (float) (-origin[i] * scale[i]);
      }
      shift[i] += 0f; // -0 becomes 0
    }
    return new Preprocessing(kind, origin.length, scale, shift);
  }
}
