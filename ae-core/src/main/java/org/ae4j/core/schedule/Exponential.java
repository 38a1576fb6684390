package org.ae4j.core.schedule;

import org.ae4j.api.Expression;

/** Multiplies the rate by a factor every epoch. */
record Exponential(double factor) implements LearningRateSchedule {
  static final double DEFAULT_FACTOR = 0.95;

  Exponential {
    Curves.check("factor", factor, 0, 1);
  }

  @Override
  public double factor(ScheduleProgress progress) {
    return StrictMath.pow(factor, (double) progress.epochsTaken());
  }

  @Override
  public String toString() {
    return Expression.builder("exponential").argument(factor).toString();
  }
}
