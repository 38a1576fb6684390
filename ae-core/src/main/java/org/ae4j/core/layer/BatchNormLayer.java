package org.ae4j.core.layer;

import java.util.List;
import org.ae4j.api.LayerCache;
import org.ae4j.api.Parameter;
import org.ae4j.api.Pass;
import org.ae4j.api.RowMixingLayer;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Computes out = gamma (in - mean) / sqrt(variance + epsilon) + beta, a mean and a variance each
 * unit.
 *
 * <p>Sums run over the rows in order, in double precision, each by the thread that has the unit; so
 * do the running statistics, which change once for each {@link #gather}. The shared cache holds
 * four numbers a unit: mean, 1 / deviation, and the sums of the gradient and of the gradient times
 * the normalized input, which are the gradients of beta and gamma.
 */
final class BatchNormLayer implements RowMixingLayer {
  /**
   * Rows that are normalized unit by unit before the next ones, so that they stay in the nearest
   * cache.
   */
  private static final int ROW_BLOCK = 16;

  private final Shape shape;
  private final int units;
  private final int spread;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter runningMean;
  private final Parameter runningVariance;
  private final double momentum;
  private final double epsilon;

  BatchNormLayer(
      Shape shape,
      Parameter gamma,
      Parameter beta,
      Parameter runningMean,
      Parameter runningVariance,
      double momentum,
      double epsilon) {
    this.shape = shape;
    this.units = gamma.size();
    this.spread = shape.size() / units;
    this.gamma = gamma;
    this.beta = beta;
    this.runningMean = runningMean;
    this.runningVariance = runningVariance;
    this.momentum = momentum;
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
  public List<Parameter> statistics() {
    return List.of(runningMean, runningVariance);
  }

  @Override
  public int cacheFloatsShared() {
    return 4 * units;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public void gather(Pass pass, FMatrixRMaj in, int from, int to, LayerCache cache) {
    float[] shared = cache.shared();
    long count = count(in);
    for (int unit = from; unit < to; unit++) {
      if (count < 2) {
        shared[unit] = runningMean.values()[unit];
        shared[units + unit] = (float) inverseDeviation(runningVariance.values()[unit]);
        continue;
      }
      double mean = sum(in, unit) / count;
      double squares = sumOfSquares(in, unit, mean);
      shared[unit] = (float) mean;
      shared[units + unit] = (float) inverseDeviation(squares / count);
      remember(runningMean.values(), unit, mean);
      remember(runningVariance.values(), unit, squares / (count - 1));
    }
  }

  private void remember(float[] running, int unit, double value) {
    running[unit] = (float) ((1 - momentum) * running[unit] + momentum * value);
  }

  private long count(FMatrixRMaj in) {
    return (long) in.numRows * spread;
  }

  private double inverseDeviation(double variance) {
    return 1 / Math.sqrt(variance + epsilon);
  }

  private double sum(FMatrixRMaj x, int unit) {
    double sum = 0;
    for (int row = 0; row < x.numRows; row++) {
      int start = row * x.numCols + unit * spread;
      for (int i = start; i < start + spread; i++) {
        sum += x.data[i];
      }
    }
    return sum;
  }

  private double sumOfSquares(FMatrixRMaj x, int unit, double mean) {
    double sum = 0;
    for (int row = 0; row < x.numRows; row++) {
      int start = row * x.numCols + unit * spread;
      for (int i = start; i < start + spread; i++) {
        double difference = x.data[i] - mean;
        sum += difference * difference;
      }
    }
    return sum;
  }

  @Override
  public void forward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj out, int fromRow, int toRow, LayerCache cache) {
    for (int block = fromRow; block < toRow; block += ROW_BLOCK) {
      int end = Math.min(block + ROW_BLOCK, toRow);
      for (int unit = 0; unit < units; unit++) {
        float mean = pass.training() ? cache.shared()[unit] : runningMean.values()[unit];
        float scale = inverseDeviation(pass, unit, cache) * gamma.values()[unit];
        float shift = beta.values()[unit];
        for (int row = block; row < end; row++) {
          int start = row * in.numCols + unit * spread;
          for (int i = start; i < start + spread; i++) {
            out.data[i] = (in.data[i] - mean) * scale + shift;
          }
        }
      }
    }
  }

  private float inverseDeviation(Pass pass, int unit, LayerCache cache) {
    return pass.training()
        ? cache.shared()[units + unit]
        : (float) inverseDeviation(runningVariance.values()[unit]);
  }

  @Override
  public void gatherBackward(
      Pass pass, FMatrixRMaj in, FMatrixRMaj gradOut, int from, int to, LayerCache cache) {
    float[] shared = cache.shared();
    for (int unit = from; unit < to; unit++) {
      double mean = shared[unit];
      double sum = 0;
      double product = 0;
      for (int row = 0; row < in.numRows; row++) {
        int start = row * in.numCols + unit * spread;
        for (int i = start; i < start + spread; i++) {
          sum += gradOut.data[i];
          product += gradOut.data[i] * (in.data[i] - mean);
        }
      }
      shared[2 * units + unit] = (float) sum;
      shared[3 * units + unit] = (float) (product * shared[units + unit]);
    }
  }

  /** Goes back through the statistics too while training, and takes them as constants otherwise. */
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
    float[] shared = cache.shared();
    boolean constant = !pass.training() || count(in) < 2;
    float share = constant ? 0 : 1f / count(in);
    for (int block = fromRow; block < toRow; block += ROW_BLOCK) {
      int end = Math.min(block + ROW_BLOCK, toRow);
      for (int unit = 0; unit < units; unit++) {
        float inverse = inverseDeviation(pass, unit, cache);
        float scale = inverse * gamma.values()[unit];
        float mean = constant ? 0 : shared[unit];
        float common = constant ? 0 : shared[2 * units + unit] * share;
        float slope = constant ? 0 : shared[3 * units + unit] * share * inverse;
        for (int row = block; row < end; row++) {
          int start = row * in.numCols + unit * spread;
          for (int i = start; i < start + spread; i++) {
            gradIn.data[i] = scale * (gradOut.data[i] - common - (in.data[i] - mean) * slope);
          }
        }
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
    int sums = (index == 0 ? 3 : 2) * units;
    for (int unit = from, i = gradientOffset; unit < to; unit++, i++) {
      gradient[i] = (accumulate ? gradient[i] : 0) + cache.shared()[sums + unit];
    }
  }
}
