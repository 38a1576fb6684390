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

  /** Goes over the rows twice: the mean first, then the squared distances from it. */
  static FeatureStatistics of(Dataset data) {
    int features = data.shape().size();
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
        minimum[i] = Math.min(minimum[i], row[i]);
        maximum[i] = Math.max(maximum[i], row[i]);
        mean[i] += row[i];
      }
    }
    for (int i = 0; i < features; i++) {
      mean[i] /= data.size();
    }
    double[] deviation = new double[features];
    for (int r = 0; r < data.size(); r++) {
      data.copyRow(r, row, 0);
      for (int i = 0; i < features; i++) {
        double distance = row[i] - mean[i];
        deviation[i] += distance * distance;
      }
    }
    for (int i = 0; i < features; i++) {
      deviation[i] = Math.sqrt(deviation[i] / data.size());
    }
    return new FeatureStatistics(minimum, maximum, mean, deviation);
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
