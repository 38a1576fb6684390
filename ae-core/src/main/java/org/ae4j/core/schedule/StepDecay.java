package org.ae4j.core.schedule;

import org.ae4j.api.Expression;

/** Multiplies the rate by a factor every so many epochs. */
record StepDecay(int epochs, double factor) implements LearningRateSchedule {
  static final int DEFAULT_EPOCHS = 10;
  static final double DEFAULT_FACTOR = 0.5;

  StepDecay {
    Curves.check("epochs", epochs, 1, Integer.MAX_VALUE);
    Curves.check("factor", factor, 0, 1);
  }

  @Override
  public double factor(ScheduleProgress progress) {
    long reductions = progress.epochsTaken() / epochs;
    return StrictMath.pow(factor, (double) reductions);
  }

  @Override
  public String toString() {
    return Expression.builder("step")
        .argument("epochs", epochs, DEFAULT_EPOCHS)
        .argument("factor", factor, DEFAULT_FACTOR)
        .toString();
  }
}
