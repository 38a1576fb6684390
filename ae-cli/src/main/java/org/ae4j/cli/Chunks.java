package org.ae4j.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.Dataset;
import org.ejml.data.FMatrixRMaj;

/**
 * Works through a data set in chunks on several threads, and hands over the results in the order of
 * the rows.
 */
final class Chunks {
  private static final int ROWS = 512;

  private final Dataset dataset;
  private final int threads;
  private volatile boolean cancelled;

  private Chunks(Dataset dataset, int threads) {
    this.dataset = dataset;
    this.threads = threads;
  }

  static Chunks of(Dataset dataset, int threads) {
    return new Chunks(dataset, threads);
  }

  /** Ends {@link #forEach} with an exception after the chunk under way. */
  void cancel() {
    cancelled = true;
  }

  /** Takes a chunk's result. */
  interface Consumer<T> {
    void accept(int firstRow, T result);
  }

  /** Applies a function to each chunk; no more chunks are in memory than threads need. */
  <T> void forEach(Function<FMatrixRMaj, T> function, Consumer<T> consumer) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<T>> pending = new ArrayDeque<>();
      int taken = 0;
      for (int first = 0; first < dataset.size(); first += ROWS) {
        int from = first;
        requireWanted();
        pending.add(executor.submit(() -> function.apply(read(from))));
        if (pending.size() > 2 * threads) {
          consumer.accept(taken, get(pending.remove()));
          taken += ROWS;
        }
      }
      while (!pending.isEmpty()) {
        consumer.accept(taken, get(pending.remove()));
        taken += ROWS;
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private void requireWanted() {
    if (cancelled) {
      throw new AutoencoderException("interrupted");
    }
  }

  private FMatrixRMaj read(int first) {
    int columns = dataset.shape().size();
    FMatrixRMaj matrix = new FMatrixRMaj(Math.min(ROWS, dataset.size() - first), columns);
    for (int row = 0; row < matrix.numRows; row++) {
      dataset.copyRow(first + row, matrix.data, row * columns);
    }
    return matrix;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AutoencoderException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new AutoencoderException(String.valueOf(e.getCause()), e);
    }
  }
}
