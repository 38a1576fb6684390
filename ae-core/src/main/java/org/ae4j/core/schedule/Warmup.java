package org.ae4j.core.schedule;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;

/**
 * Rises in a straight line from almost nothing, then hands over to another schedule, which begins
 * there.
 *
 * @param steps the number of steps that it takes, 0 if counted in epochs
 * @param epochs the number of epochs that it takes, 0 if counted in steps
 */
record Warmup(int steps, int epochs, LearningRateSchedule then) implements LearningRateSchedule {

  Warmup {
    if (steps < 0 || epochs < 0 || (steps > 0) == (epochs > 0)) {
      throw new ConfigurationException(
          "warmup needs steps or epochs, for example warmup(500) or warmup(epochs=2), got steps="
              + steps
              + " and epochs="
              + epochs);
    }
  }

  @Override
  public double factor(ScheduleProgress progress) {
    long length = steps + (long) epochs * progress.stepsPerEpoch();
    return progress.step() <= length
        ? (double) progress.step() / length
        : then.factor(progress.since(length));
  }

  @Override
  public PlateauState next(PlateauState state, double loss) {
    return then.next(state, loss);
  }

  @Override
  public String toString() {
    Expression.Builder text = Expression.builder("warmup");
    String own = (steps > 0 ? text.argument(steps) : text.argument("epochs", epochs, 0)).toString();
    return then instanceof Constant ? own : own + "+" + then;
  }
}
