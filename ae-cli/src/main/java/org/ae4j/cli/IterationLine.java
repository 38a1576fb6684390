package org.ae4j.cli;

import java.util.function.IntConsumer;

/** Says on standard error how far iterations have come, where that is a terminal. */
final class IterationLine implements IntConsumer {
  private static final long INTERVAL_NANOS = 200_000_000;

  private final boolean shown;
  private final int iterations;
  private long drawn;

  IterationLine(Output output, int iterations) {
    this.shown = output.showsProgress();
    this.iterations = iterations;
  }

  @Override
  public void accept(int done) {
    long now = System.nanoTime();
    if (shown && now - drawn > INTERVAL_NANOS) {
      drawn = now;
      System.err.print("\r\u001b[Kiteration " + done + "/" + iterations);
      System.err.flush();
    }
  }

  void clear() {
    if (shown) {
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }
}
