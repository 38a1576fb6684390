package org.ae4j.core.schedule;

/**
 * Says by what the learning rate is to be multiplied at a step.
 *
 * <p>A function of its arguments alone, so that a run goes on bit for bit after it was interrupted.
 * Immutable; {@code toString} is the text form that {@link Schedules#parse} reads.
 */
public interface LearningRateSchedule {

  /** Returns the factor, from 0 to 1, by which the user's learning rate is multiplied. */
  double factor(ScheduleProgress progress);

  /**
   * Takes in the monitored loss of a finished epoch.
   *
   * @return the state for the next epoch, to be handed to {@link #factor} from then on
   */
  default PlateauState next(PlateauState state, double loss) {
    return state;
  }
}
