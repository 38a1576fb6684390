package org.ae4j.core.schedule;

import org.ae4j.api.ConfigurationException;

/**
 * How far training has come when a learning rate is wanted.
 *
 * @param step the number of the step about to be taken, from 1
 * @param totalSteps the number of steps that the run takes if nothing ends it before
 * @param stepsPerEpoch the number of steps in an epoch
 * @param plateau what was seen of the losses of finished epochs
 */
public record ScheduleProgress(
    long step, long totalSteps, int stepsPerEpoch, PlateauState plateau) {

  public ScheduleProgress {
    check("step", step);
    check("totalSteps", totalSteps);
    check("stepsPerEpoch", stepsPerEpoch);
  }

  /** Makes the progress of a run of whole epochs. */
  public static ScheduleProgress of(
      long step, int epochs, int stepsPerEpoch, PlateauState plateau) {
    return new ScheduleProgress(step, (long) epochs * stepsPerEpoch, stepsPerEpoch, plateau);
  }

  /** Returns the number of steps taken so far. */
  public long stepsTaken() {
    return step - 1;
  }

  /** Returns the number of whole epochs taken so far. */
  public long epochsTaken() {
    return (step - 1) / stepsPerEpoch;
  }

  /**
   * Returns the progress of a run that began some steps later; those before its beginning are not
   * counted.
   */
  ScheduleProgress since(long steps) {
    return new ScheduleProgress(
        Math.max(1, step - steps), Math.max(1, totalSteps - steps), stepsPerEpoch, plateau);
  }

  private static void check(String name, long value) {
    if (value < 1) {
      throw new ConfigurationException(name + " must be at least 1, got " + value);
    }
  }
}
