package org.ae4j.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a cancellation, and holds the JVM until work is where it can end:
 * with a checkpoint left, or a temporary file removed.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable cancel) {
    hook =
        new Thread(
            () -> {
              cancel.run();
              awaitFinished();
            },
            "ae-interruption");
  }

  static Interruption runs(Runnable cancel) {
    Interruption interruption = new Interruption(cancel);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void awaitFinished() {
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the JVM go. */
  void release() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down: that is why the run was cancelled.
    }
  }
}
