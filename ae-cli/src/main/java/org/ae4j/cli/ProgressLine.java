package org.ae4j.cli;

import org.ae4j.api.Callback;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingRun;

/** Draws a bar of the epoch under way on standard error, where that is a terminal. */
final class ProgressLine implements Callback {
  private static final int WIDTH = 30;
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final String CLEAR = "\r\u001b[K";

  private final boolean shown;
  private long drawn;

  ProgressLine(Output output) {
    this.shown = output.showsProgress();
  }

  @Override
  public void onStep(TrainingRun run, int step, int stepsInEpoch) {
    if (!shown || System.nanoTime() - drawn < INTERVAL_NANOS) {
      return;
    }
    drawn = System.nanoTime();
    int done = WIDTH * step / stepsInEpoch;
    System.err.printf(
        "%sepoch %3d/%d [%s%s] %3d%%",
        CLEAR,
        run.history().size() + 1,
        run.epochs(),
        "=".repeat(done),
        " ".repeat(WIDTH - done),
        100 * step / stepsInEpoch);
  }

  @Override
  public void onEpoch(TrainingRun run, EpochReport report) {
    clear();
  }

  @Override
  public void onEnd(TrainingRun run) {
    clear();
  }

  private void clear() {
    if (shown) {
      System.err.print(CLEAR);
      System.err.flush();
    }
  }
}
