package org.ae4j.core.layer;

import java.util.Arrays;
import java.util.List;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.Pass;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Kernels;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Computes out = gamma (in - mean) / sqrt(variance + epsilon) + beta, a mean and a biased variance
 * each row.
 *
 * <p>The cache holds two numbers a row: mean and 1 / deviation.
 */
final class LayerNormLayer implements Layer {
  private static final int GRAIN = 16;

  private final Kernels kernels;
  private final Shape shape;
  private final Parameter gamma;
  private final Parameter beta;
  private final double epsilon;

  LayerNormLayer(Kernels kernels, Shape shape, Parameter gamma, Parameter beta, double epsilon) {
    this.kernels = kernels;
    this.shape = shape;
    this.gamma = gamma;
    this.beta = beta;
    this.epsilon = epsilon;
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public Shape outputShape() {
    return shape;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gamma, beta);
  }

  @Override
  public int cacheFloatsPerRow() {
    return 2;
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    int columns = in.numCols;
    float[] weights = gamma.values();
    float[] shifts = beta.values();
    for (int row = fromRow; row < toRow; row++) {
      int start = row * columns;
      float mean = (float) mean(in.data, start, columns);
      float inverse = (float) inverseDeviation(in.data, start, columns, mean);
      if (pass.training()) {
        cache.rows()[2 * row] = mean;
        cache.rows()[2 * row + 1] = inverse;
      }
      for (int j = 0; j < columns; j++) {
        out.data[start + j] = (in.data[start + j] - mean) * inverse * weights[j] + shifts[j];
      }
    }
  }

  private static double mean(float[] x, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += x[i];
    }
    return sum / length;
  }

  private double inverseDeviation(float[] x, int start, int length, double mean) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double difference = x[i] - mean;
      sum += difference * difference;
    }
    return 1 / Math.sqrt(sum / length + epsilon);
  }

  @Override
  public void backward(
      Pass pass,
      FMatrixRMaj in,
      FMatrixRMaj out,
      FMatrixRMaj gradOut,
      @Nullable FMatrixRMaj gradIn,
      int fromRow,
      int toRow,
      LayerCache cache) {
    if (gradIn == null) {
      return;
    }
    int columns = in.numCols;
    float[] weights = gamma.values();
    for (int row = fromRow; row < toRow; row++) {
      int start = row * columns;
      float mean = cache.rows()[2 * row];
      float inverse = cache.rows()[2 * row + 1];
      double sum = 0;
      double product = 0;
      for (int j = 0; j < columns; j++) {
        double weighted = (double) gradOut.data[start + j] * weights[j];
        sum += weighted;
        product += weighted * (in.data[start + j] - mean);
      }
      float common = (float) (sum / columns);
      float slope = (float) (product * inverse * inverse / columns);
      for (int j = 0; j < columns; j++) {
        float weighted = gradOut.data[start + j] * weights[j];
        gradIn.data[start + j] =
            inverse * (weighted - common - (in.data[start + j] - mean) * slope);
      }
    }
  }

  @Override
  public void parameterGradient(
      int index,
      FMatrixRMaj in,
      FMatrixRMaj gradOut,
      LayerCache cache,
      int from,
      int to,
      float[] gradient,
      int gradientOffset,
      boolean accumulate) {
    int columns = in.numCols;
    if (index == 1) {
      kernels.columnSums(
          in.numRows, to - from, gradOut.data, from, columns, gradient, gradientOffset, accumulate);
      return;
    }
    if (!accumulate) {
      Arrays.fill(gradient, gradientOffset, gradientOffset + to - from, 0f);
    }
    int shift = gradientOffset - from;
    for (int row = 0; row < in.numRows; row++) {
      int start = row * columns;
      float mean = cache.rows()[2 * row];
      float inverse = cache.rows()[2 * row + 1];
      for (int j = from; j < to; j++) {
        gradient[j + shift] += gradOut.data[start + j] * ((in.data[start + j] - mean) * inverse);
      }
    }
  }

  @Override
  public int parameterGrain(int index) {
    return GRAIN;
  }
}
