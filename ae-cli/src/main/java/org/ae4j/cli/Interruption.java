package org.ae4j.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ae4j.api.TrainingRun;

/**
 * Turns Ctrl-C and SIGTERM into a cancellation, and holds the JVM until the run has left its
 * checkpoint.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(TrainingRun run) {
    hook =
        new Thread(
            () -> {
              run.cancel();
              awaitFinished();
            },
            "ae-interruption");
  }

  static Interruption cancels(TrainingRun run) {
    Interruption interruption = new Interruption(run);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Prints a line on standard error while the JVM is still held. */
  void say(String line) {
    System.err.println();
    System.err.println(line);
  }

  private void awaitFinished() {
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down: that is why the run was cancelled.
    }
  }
}
