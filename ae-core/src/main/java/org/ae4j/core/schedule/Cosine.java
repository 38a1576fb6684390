package org.ae4j.core.schedule;

import org.ae4j.api.Expression;

/**
 * Falls along half a cosine over all steps, to a part of the rate (Loshchilov and Hutter, 2017,
 * without restarts).
 */
record Cosine(double minimum) implements LearningRateSchedule {

  Cosine {
    Curves.check("minimum", minimum, 0, 1);
  }

  @Override
  public double factor(ScheduleProgress progress) {
    double fraction = Math.min(1, (double) progress.stepsTaken() / progress.totalSteps());
    return Curves.cosine(1, minimum, fraction);
  }

  @Override
  public String toString() {
    return Expression.builder("cosine").argument("minimum", minimum, 0.0).toString();
  }
}
