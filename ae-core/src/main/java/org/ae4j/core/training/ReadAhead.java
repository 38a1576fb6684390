package org.ae4j.core.training;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that has the rows of the next window read from the disk while those of the present one
 * are trained on. What it reads goes to the operating system's memory for files alone, so the
 * result does not depend on it.
 */
final class ReadAhead implements AutoCloseable {
  private static final int CLOSED = Integer.MAX_VALUE - 1; // one more is a number still

  private final EpochOrder order;
  private final Thread thread;
  private volatile int present;

  private ReadAhead(EpochOrder order) {
    this.order = order;
    this.thread = new Thread(this::run, "ae4j-read-ahead");
    thread.setDaemon(true);
  }

  /** Starts at the window that holds a position of the order, which must stay as it is. */
  static ReadAhead from(EpochOrder order, int position) {
    ReadAhead started = new ReadAhead(order);
    started.present = position / order.windowRows();
    if (order.windows() > 1) {
      started.thread.start();
    }
    return started;
  }

  /** Says where in the order training is. */
  void advance(int position) {
    int window = position / order.windowRows();
    if (window != present) {
      present = window;
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    try {
      read();
    } catch (RuntimeException | InternalError e) {
      // What cannot be read now is not read by training either, which says so.
    }
  }

  private void read() {
    int window = present;
    while (window < order.windows() && present != CLOSED) {
      if (window > present + 1) {
        LockSupport.park(this);
        continue;
      }
      // Of a window that training has left already, what is left is not read.
      order.prefetch(window, reading -> reading >= present);
      window = Math.max(window + 1, present);
    }
  }

  /** Ends the thread and waits for it, as the order may change afterwards. */
  @Override
  public void close() {
    present = CLOSED;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
