package org.ae4j.core.training;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run one task together, many times a second: the caller is worker 0, and returns when
 * all is done.
 *
 * <p>A task falls into parts. Each worker has a range of them for its own, the same in every run,
 * so that it finds in its caches what it left there; when these are done it takes parts of those
 * that are behind. So a processor that is slower than the others, or was taken away for a while,
 * holds up the rest by one part at most.
 *
 * <p>A training step meets its threads several times within a millisecond, so waiting spins before
 * it sleeps. Nothing is allocated by {@link #run}. One caller at a time.
 */
public final class Workers implements AutoCloseable {
  /** Spins before the first yield, some tens of microseconds. */
  private static final int SPINS = 4000;

  /** Yields before the first sleep. */
  private static final int YIELDS = 200;

  private static final long SLEEP_NANOS = 100_000;

  /** Distance of two counters, so that no two lie in a cache line. */
  private static final int APART = 16;

  private final int count;
  private final int spins;

  /**
   * For each worker how many of its parts nobody has begun, in the lower half; the upper half is
   * the number of the run, so that no counter is taken for that of an earlier one.
   */
  private final AtomicLongArray left;

  private final AtomicInteger unfinished = new AtomicInteger();

  /** The number of the run. An object of its own, as all threads look at it while they wait. */
  private final AtomicInteger runs = new AtomicInteger();

  /** Written before the counters, and read only by who has a part: until that is done they stay. */
  private Task task = (part, parts) -> {};

  private int parts;
  private volatile boolean closed;
  private @Nullable Throwable failure;
  private int failed;

  /** Something that is done in parts, at the same time and in any order. */
  @FunctionalInterface
  public interface Task {
    /** Does one part, from 0 to {@code parts - 1}. */
    void run(int part, int parts);

    /**
     * Does one part on a given worker, 0 for the caller of the run; no other thread works under
     * that number meanwhile, so that what belongs to it needs no lock.
     */
    default void run(int worker, int part, int parts) {
      run(part, parts);
    }
  }

  /** Starts daemon threads of its own, so that {@code count} threads work with the caller. */
  public Workers(int count) {
    this(
        count,
        loop -> {
          Thread thread = new Thread(loop, "ae4j-worker");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /**
   * Occupies {@code count - 1} threads of a given executor until {@link #close}. Those that it
   * never starts are done without.
   */
  public Workers(int count, Executor executor) {
    this.count = count;
    this.left = new AtomicLongArray(count * APART);
    // With more threads than processors, whoever spins keeps the one from running that it waits
    // for.
    this.spins = count <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
    for (int worker = 1; worker < count; worker++) {
      int own = worker;
      executor.execute(() -> loop(own));
    }
  }

  /** Returns the number of workers, the caller included. */
  public int count() {
    return count;
  }

  /** Runs a task in as many parts as there are workers. */
  public void run(Task newTask) {
    run(newTask, count);
  }

  /**
   * Runs a task and waits for all of its parts, even where one fails.
   *
   * <p>Rethrows what the first part threw, of those that did.
   */
  public void run(Task newTask, int newParts) {
    task = newTask;
    parts = newParts;
    // Released, not volatile: each of these would wait for its cache line to come from another
    // core.
    unfinished.setRelease(newParts);
    int number = runs.getPlain() + 1;
    for (int worker = 0; worker < count; worker++) {
      int own = begin(newParts, 1, worker + 1, count) - begin(newParts, 1, worker, count);
      left.setRelease(worker * APART, (long) number << 32 | own);
    }
    runs.setRelease(number);
    work(0);
    for (int i = 0; unfinished.get() > 0; i++) {
      pause(i);
    }
    rethrow();
  }

  private void loop(int worker) {
    int seen = 0;
    while (true) {
      for (int i = 0; runs.get() == seen && !closed; i++) {
        pause(i);
      }
      if (closed) {
        return;
      }
      seen = runs.get();
      work(worker);
    }
  }

  /** Does parts until all are begun, the worker's own ones first. */
  private void work(int worker) {
    for (int i = 0; i < count; i++) {
      int owner = (worker + i) % count;
      int done = 0;
      for (int part = claim(owner); part >= 0; part = claim(owner)) {
        try {
          task.run(worker, part, parts);
        } catch (Throwable e) { // checked ones too, which other languages throw undeclared
          fail(part, e);
        }
        done++;
      }
      if (done > 0) { // told once: all threads write to this counter
        unfinished.addAndGet(-done);
      }
    }
  }

  /** Returns the next of a worker's parts that nobody has begun, or -1. */
  private int claim(int owner) {
    while (true) {
      long seen = left.get(owner * APART);
      int remaining = (int) seen;
      if (remaining == 0) {
        return -1;
      }
      if (left.compareAndSet(owner * APART, seen, seen - 1)) {
        return begin(parts, 1, owner + 1, count) - remaining;
      }
    }
  }

  private synchronized void fail(int part, Throwable thrown) {
    if (failure == null || part < failed) {
      failure = thrown;
      failed = part;
    }
  }

  private synchronized void rethrow() {
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }

  private void pause(int turn) {
    if (turn < spins) {
      Thread.onSpinWait();
    } else if (turn < spins + YIELDS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(SLEEP_NANOS);
    }
  }

  /** Lets the threads go; a task under way is finished first. */
  @Override
  public void close() {
    closed = true;
  }

  /**
   * Returns where a part of {@code total} begins, a multiple of {@code unit} unless it is the
   * total.
   */
  public static int begin(int total, int unit, int part, int parts) {
    long units = ((long) total + unit - 1) / unit;
    return (int) Math.min(total, units * part / parts * unit);
  }
}
