package org.ae4j.cli;

import java.time.Duration;
import java.util.Optional;
import org.ae4j.api.Callback;
import org.ae4j.api.EpochReport;
import org.ae4j.api.TrainingRun;

/** Counts steps and their time, and ends training after the step that uses up its budget. */
final class StepClock implements Callback {
  private final Optional<Duration> budget;
  private long mark;
  private long nanos;
  private long steps;
  private boolean timeUp;

  StepClock(Optional<Duration> budget) {
    this.budget = budget;
  }

  @Override
  public void onStart(TrainingRun run) {
    mark = System.nanoTime();
  }

  @Override
  public void onStep(TrainingRun run, int step, int stepsInEpoch) {
    long now = System.nanoTime();
    nanos += now - mark;
    mark = now;
    steps++;
    if (budget.isPresent() && nanos >= budget.get().toNanos()) {
      timeUp = true;
      run.cancel();
    }
  }

  /** Leaves out what was done between the epoch's last step and here, such as validation. */
  @Override
  public void onEpoch(TrainingRun run, EpochReport report) {
    mark = System.nanoTime();
  }

  long steps() {
    return steps;
  }

  double seconds() {
    return nanos / 1e9;
  }

  boolean timeUp() {
    return timeUp;
  }
}
