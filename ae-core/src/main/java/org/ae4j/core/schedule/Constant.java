package org.ae4j.core.schedule;

/** Leaves the rate as it is. */
record Constant() implements LearningRateSchedule {
  @Override
  public double factor(ScheduleProgress progress) {
    return 1;
  }

  @Override
  public String toString() {
    return "constant";
  }
}
