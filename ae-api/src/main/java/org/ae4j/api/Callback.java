package org.ae4j.api;

/** Follows a training run; called on the thread that trains, which waits. */
public interface Callback {

  /** Called before the first step. */
  default void onStart(TrainingRun run) {}

  /** Called after each step; must be quick and, where allocations matter, allocate nothing. */
  default void onStep(TrainingRun run, int step, int stepsInEpoch) {}

  /** Called after each epoch and its validation. */
  default void onEpoch(TrainingRun run, EpochReport report) {}

  /** Called once at the end, also after a cancellation or a failure. */
  default void onEnd(TrainingRun run) {}
}
