package org.ae4j.core.metrics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.ae4j.api.Corruption;
import org.ae4j.api.Dataset;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.corruption.DamagedChunk;
import org.ae4j.core.data.Preprocessing;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;

/**
 * How well a model restores rows that were damaged.
 *
 * @param damaged what the model was given, against the clean rows
 * @param restored what it made of that, against the clean rows
 */
public record Restoration(Quality damaged, Quality restored) {
  private static final double MOST_DECIBELS = 120;

  /**
   * Damages rows and restores them.
   *
   * @param rows in the units of their source
   * @param random which random numbers the corruption uses; with the same ones the result is the
   *     same, on any number of workers
   */
  public static Restoration measure(
      TrainedAutoencoder model,
      Dataset rows,
      Corruption corruption,
      RandomStream random,
      Workers workers) {
    Preprocessing preprocessing = model.document().preprocessing();
    boolean unit = preprocessing.kind() == Preprocessing.Kind.UNIT;
    Shape shape = model.inputShape();
    Optional<Ssim> ssim =
        unit && Ssim.applies(shape) ? Optional.of(new Ssim(shape)) : Optional.empty();
    Sums damaged = new Sums(rows.size(), unit, ssim);
    Sums restored = new Sums(rows.size(), unit, ssim);
    workers.run(
        (part, parts) -> {
          for (int i = part; i < DamagedChunk.count(rows); i += parts) {
            DamagedChunk chunk = DamagedChunk.of(rows, preprocessing, corruption, random, i);
            int first = i * DamagedChunk.ROWS;
            damaged.add(first, chunk.clean(), chunk.damaged());
            restored.add(first, chunk.clean(), model.model().reconstruct(chunk.damaged()));
          }
        });
    return new Restoration(damaged.quality(), restored.quality());
  }

  /** The figures of each row, so that they are summed in the order of the rows. */
  private static final class Sums {
    private final double[] errors;
    private final double[] similarities;
    private final boolean unit;
    private final Optional<Ssim> ssim;

    Sums(int rows, boolean unit, Optional<Ssim> ssim) {
      this.errors = new double[rows];
      this.similarities = new double[rows];
      this.unit = unit;
      this.ssim = ssim;
    }

    void add(int first, FMatrixRMaj clean, FMatrixRMaj other) {
      int columns = clean.numCols;
      for (int row = 0; row < clean.numRows; row++) {
        int at = row * columns;
        double sum = 0;
        for (int i = at; i < at + columns; i++) {
          double difference = (double) other.data[i] - clean.data[i];
          sum += difference * difference;
        }
        errors[first + row] = sum / columns;
        if (ssim.isPresent()) {
          similarities[first + row] = ssim.get().of(clean.data, at, other.data, at);
        }
      }
    }

    Quality quality() {
      double error = 0;
      double decibels = 0;
      double similarity = 0;
      for (int row = 0; row < errors.length; row++) {
        error += errors[row];
        decibels += Math.min(MOST_DECIBELS, Psnr.of(errors[row]));
        similarity += similarities[row];
      }
      return new Quality(
          error / errors.length,
          unit ? OptionalDouble.of(decibels / errors.length) : OptionalDouble.empty(),
          ssim.isPresent()
              ? OptionalDouble.of(similarity / errors.length)
              : OptionalDouble.empty());
    }
  }
}
