package org.ae4j.cli;

import java.util.Locale;
import org.ae4j.api.Callback;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingRun;

/** Draws a bar of the epoch under way on standard error, where that is a terminal. */
final class ProgressLine implements Callback {
  private static final int WIDTH = 30;
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final String CLEAR = "\r\u001b[K";

  /** A terminal that is narrower than the line cuts it off, so that its width need not be known. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final boolean shown;
  private final long began = System.nanoTime();
  private long steps;
  private long drawn;

  ProgressLine(Output output) {
    this.shown = output.showsProgress();
  }

  @Override
  public void onStep(TrainingRun run, int step, int stepsInEpoch) {
    steps++;
    long now = System.nanoTime();
    if (!shown || now - drawn < INTERVAL_NANOS) {
      return;
    }
    drawn = now;
    int epoch = run.history().size() + 1;
    long missing = (long) (run.epochs() - epoch) * stepsInEpoch + stepsInEpoch - step;
    long seconds = Math.round((now - began) / 1e9 / steps * missing);
    String bar = bar(epoch, run.epochs(), step, stepsInEpoch, seconds);
    System.err.print(CLEAR + NO_WRAP + bar + WRAP);
    System.err.flush();
  }

  static String bar(int epoch, int epochs, int step, int steps, long seconds) {
    int done = (int) ((long) WIDTH * step / steps);
    return String.format(
        Locale.ROOT,
        "epoch %3d/%d [%s%s] %3d%%  %d:%02d left",
        epoch,
        epochs,
        "=".repeat(done),
        " ".repeat(WIDTH - done),
        100L * step / steps,
        seconds / 60,
        seconds % 60);
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
