package org.ae4j.core.training;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run one task together, many times a second: the caller is worker 0, and returns when
 * all are done.
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

  private final int count;
  private final int spins;
  private final AtomicInteger pending = new AtomicInteger();
  private int issued;
  private volatile int generation;
  private volatile boolean closed;
  private @Nullable Task task;
  private volatile @Nullable Throwable failure;

  /** Something that all workers do at once, each its own part. */
  @FunctionalInterface
  public interface Task {
    /** Does the part of one worker, from 0 to {@code workers - 1}. */
    void run(int worker, int workers);
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
   * Occupies {@code count - 1} threads of a given executor until {@link #close}.
   *
   * @param executor must run that many tasks at the same time, or {@link #run} waits forever
   */
  public Workers(int count, Executor executor) {
    this.count = count;
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

  /** Runs a task on all workers and waits for them; rethrows what one of them threw. */
  public void run(Task newTask) {
    if (count == 1) {
      newTask.run(0, 1);
      return;
    }
    task = newTask;
    pending.set(count - 1);
    generation = ++issued;
    Throwable own = null;
    try {
      newTask.run(0, count);
    } catch (RuntimeException | Error e) {
      own = e;
    }
    for (int i = 0; pending.get() > 0; i++) {
      pause(i);
    }
    rethrow(own != null ? own : failure);
  }

  private void rethrow(@Nullable Throwable thrown) {
    if (thrown == null) {
      return;
    }
    failure = null;
    if (thrown instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) thrown;
  }

  private void loop(int worker) {
    int seen = 0;
    while (true) {
      for (int i = 0; generation == seen && !closed; i++) {
        pause(i);
      }
      if (closed) {
        return;
      }
      seen++;
      try {
        Task current = task;
        if (current != null) {
          current.run(worker, count);
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        pending.decrementAndGet();
      }
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
   * Returns where a worker's share of {@code total} begins, a multiple of {@code unit} unless it is
   * the total.
   */
  public static int begin(int total, int unit, int worker, int workers) {
    long units = ((long) total + unit - 1) / unit;
    return (int) Math.min(total, units * worker / workers * unit);
  }
}
