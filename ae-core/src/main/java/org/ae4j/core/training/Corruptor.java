package org.ae4j.core.training;

import java.util.Optional;
import org.ae4j.api.Batch;
import org.ae4j.api.Corruption;
import org.ae4j.core.corruption.CorruptionPlan;
import org.ejml.data.FMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Damages copies of gathered rows on all workers, each its own rows; or leaves rows as they are.
 */
final class Corruptor implements Workers.Task {
  private final Optional<CorruptionPlan> plan;
  private final FMatrixRMaj clean;
  private final FMatrixRMaj damaged;
  private final Batch batch;
  private @Nullable Corruption corruption;
  private long key;

  /**
   * Makes a corruptor of the rows that stand in one matrix.
   *
   * @param clean as large as a batch can be
   */
  Corruptor(Optional<CorruptionPlan> plan, FMatrixRMaj clean) {
    this.plan = plan;
    this.clean = clean;
    this.damaged = plan.isEmpty() ? clean : new FMatrixRMaj(clean.numRows, clean.numCols);
    this.batch = new Batch(damaged, clean);
  }

  /** Takes the strength of an epoch. */
  void beginEpoch(int epoch) {
    corruption = plan.map(p -> p.at(epoch)).orElse(null);
  }

  /** Takes full strength. */
  void beginMeasurement() {
    corruption = plan.map(CorruptionPlan::full).orElse(null);
  }

  /** Returns the rows that are in the matrix now, damaged, with the clean ones as their target. */
  Batch corrupt(long newKey, Workers workers) {
    if (corruption != null) {
      key = newKey;
      damaged.numRows = clean.numRows;
      workers.run(this, Rows.blocks(clean.numRows));
    }
    return batch;
  }

  @Override
  public void run(int part, int parts) {
    int from = Rows.begin(clean.numRows, part, parts);
    int to = Rows.begin(clean.numRows, part + 1, parts);
    Corruption current = corruption;
    if (from < to && current != null) {
      int at = from * clean.numCols;
      System.arraycopy(clean.data, at, damaged.data, at, (to - from) * clean.numCols);
      current.corrupt(damaged, clean, from, to, key);
    }
  }
}
