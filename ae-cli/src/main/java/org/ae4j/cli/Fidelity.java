package org.ae4j.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.ae4j.api.Dataset;
import org.ae4j.core.data.Preprocessing;
import org.ae4j.core.metrics.Psnr;
import org.ae4j.core.metrics.Quality;
import org.ae4j.core.metrics.Ssim;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/**
 * Measures how near rows come to clean ones on one scale, [0, 1], whatever the scale that a model
 * works on. Thread-safe.
 */
final class Fidelity {
  private static final int CHUNK = 256;
  private static final double MOST_DECIBELS = 120;

  private final Preprocessing unit;
  private final Optional<Ssim> ssim;
  private final int threads;

  /** Makes the measure for rows like those to train on, which decide what 0 and 1 are. */
  Fidelity(Dataset training, int threads) {
    this.unit = Preprocessing.fit(Preprocessing.Kind.UNIT, training);
    this.ssim =
        Ssim.applies(training.shape()) ? Optional.of(new Ssim(training.shape())) : Optional.empty();
    this.threads = threads;
  }

  /** Returns what brings rows to [0, 1]. */
  Preprocessing unit() {
    return unit;
  }

  /**
   * Compares what a function makes of given rows with the clean ones.
   *
   * @param given as many rows as {@code clean}
   * @param restore takes and returns rows in the units of their source; called from many threads
   */
  Quality measure(Dataset clean, Dataset given, UnaryOperator<FMatrixRMaj> restore) {
    double[] errors = new double[clean.size()];
    double[] similarities = new double[ssim.isPresent() ? clean.size() : 0];
    try (Workers workers = new Workers(threads)) {
      workers.run(
          (part, parts) -> {
            for (int first = part * CHUNK; first < clean.size(); first += parts * CHUNK) {
              FMatrixRMaj restored = restore.apply(read(given, first));
              scale(restored);
              FMatrixRMaj wanted = read(clean, first);
              scale(wanted);
              compare(wanted, restored, first, errors, similarities);
            }
          });
    }
    double error = 0;
    double decibels = 0;
    double similarity = 0;
    for (int row = 0; row < errors.length; row++) {
      error += errors[row] / errors.length;
      decibels += Math.min(MOST_DECIBELS, Psnr.of(errors[row])) / errors.length;
      similarity += similarities.length == 0 ? 0 : similarities[row] / errors.length;
    }
    return new Quality(
        error,
        OptionalDouble.of(decibels),
        ssim.isPresent() ? OptionalDouble.of(similarity) : OptionalDouble.empty());
  }

  /** Returns the mean squared error alone, on the calling thread. */
  double error(Dataset clean, UnaryOperator<FMatrixRMaj> restore) {
    double sum = 0;
    for (int first = 0; first < clean.size(); first += CHUNK) {
      FMatrixRMaj wanted = read(clean, first);
      FMatrixRMaj restored = restore.apply(wanted.copy());
      scale(restored);
      scale(wanted);
      for (int row = 0; row < wanted.numRows; row++) {
        sum += error(wanted, restored, row);
      }
    }
    return sum / clean.size();
  }

  private void compare(
      FMatrixRMaj wanted, FMatrixRMaj restored, int first, double[] errors, double[] similarities) {
    for (int row = 0; row < wanted.numRows; row++) {
      errors[first + row] = error(wanted, restored, row);
      if (similarities.length > 0) {
        int at = row * wanted.numCols;
        similarities[first + row] = ssim.orElseThrow().of(wanted.data, at, restored.data, at);
      }
    }
  }

  private static double error(FMatrixRMaj wanted, FMatrixRMaj restored, int row) {
    double sum = 0;
    for (int i = row * wanted.numCols; i < (row + 1) * wanted.numCols; i++) {
      double difference = (double) restored.data[i] - wanted.data[i];
      sum += difference * difference;
    }
    return sum / wanted.numCols;
  }

  private void scale(FMatrixRMaj rows) {
    for (int row = 0; row < rows.numRows; row++) {
      unit.apply(rows.data, row * rows.numCols);
    }
  }

  private static FMatrixRMaj read(Dataset rows, int first) {
    int columns = rows.shape().size();
    FMatrixRMaj matrix = new FMatrixRMaj(Math.min(CHUNK, rows.size() - first), columns);
    for (int row = 0; row < matrix.numRows; row++) {
      rows.copyRow(first + row, matrix.data, row * columns);
    }
    return matrix;
  }
}
