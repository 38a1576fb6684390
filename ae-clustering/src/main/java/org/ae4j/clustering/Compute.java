package org.ae4j.clustering;

import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.training.Workers;

/**
 * What the algorithms of this package compute with: numerical loops, and threads to run them on.
 *
 * <p>One algorithm at a time. No sum is split by thread, so results do not depend on their number.
 *
 * @param workers the owner's, who closes them
 */
public record Compute(Kernels kernels, Workers workers) implements AutoCloseable {

  /** Starts as many threads as a training would; close it to let them go. */
  public static Compute of(Autoencoders engine) {
    return new Compute(engine.kernels(), new Workers(engine.threads()));
  }

  /** Runs a task on all threads, each on its own part of the numbers from 0 to {@code total}. */
  void split(int total, Range task) {
    workers.run(
        (part, parts) -> {
          int from = Workers.begin(total, 1, part, parts);
          int to = Workers.begin(total, 1, part + 1, parts);
          if (from < to) {
            task.run(from, to);
          }
        });
  }

  @Override
  public void close() {
    workers.close();
  }

  /** Something to do with the numbers from {@code from} to {@code to} (exclusive). */
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }
}
