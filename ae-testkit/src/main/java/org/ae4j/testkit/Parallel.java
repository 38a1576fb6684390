package org.ae4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks at the same time, as the engine's threads and a service's do. */
final class Parallel {
  private Parallel() {}

  /** Something to do with a range of rows, units or weights. */
  @FunctionalInterface
  interface RangeTask {
    void run(int from, int to);
  }

  /** Splits a range at multiples of a grain among threads, one part each, the last ones first. */
  static void split(int length, int grain, int threads, RangeTask task) {
    int grains = (length + grain - 1) / grain;
    List<Runnable> tasks = new ArrayList<>();
    for (int t = threads - 1; t >= 0; t--) {
      int from = Math.min(length, grains * t / threads * grain);
      int to = Math.min(length, grains * (t + 1) / threads * grain);
      if (from < to) {
        tasks.add(() -> task.run(from, to));
      }
    }
    run(tasks);
  }

  /** Runs each task on a thread of its own, and throws what the first of them threw. */
  static void run(List<Runnable> tasks) {
    if (tasks.size() == 1) {
      tasks.get(0).run();
      return;
    }
    ExecutorService executor = Executors.newFixedThreadPool(tasks.size());
    try {
      CyclicBarrier together = new CyclicBarrier(tasks.size());
      List<Future<?>> all = new ArrayList<>();
      for (Runnable task : tasks) {
        all.add(
            executor.submit(
                () -> {
                  together.await();
                  task.run();
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new AssertionError("a thread among " + tasks.size() + " failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      executor.shutdownNow();
    }
  }
}
