package org.ae4j.core.schedule;

import org.ae4j.api.Expression;

/**
 * Rises from a part of the rate to all of it, then falls far below where it began, each along half
 * a cosine (Smith and Topin, 2018, in PyTorch's form).
 *
 * @param div by what the rate is divided at the first step
 * @param finalDiv by what that is divided again at the last
 * @param pct the part of all steps in which the rate rises
 */
record OneCycle(double div, double finalDiv, double pct) implements LearningRateSchedule {
  static final double DEFAULT_DIV = 25;
  static final double DEFAULT_FINAL_DIV = 1e4;
  static final double DEFAULT_PCT = 0.3;
  static final double MOST_DIV = 1e9;

  OneCycle {
    Curves.check("div", div, 1, MOST_DIV);
    Curves.check("final_div", finalDiv, 1, MOST_DIV);
    Curves.check("pct", pct, 0, 1);
  }

  @Override
  public double factor(ScheduleProgress progress) {
    double last = progress.totalSteps() - 1;
    double top = Math.max(0, pct * progress.totalSteps() - 1);
    double now = Math.min((double) progress.stepsTaken(), last);
    if (now < top) {
      return Curves.cosine(1 / div, 1, now / top);
    }
    return now == top ? 1 : Curves.cosine(1, 1 / div / finalDiv, (now - top) / (last - top));
  }

  @Override
  public String toString() {
    return Expression.builder("one_cycle")
        .argument("div", div, DEFAULT_DIV)
        .argument("final_div", finalDiv, DEFAULT_FINAL_DIV)
        .argument("pct", pct, DEFAULT_PCT)
        .toString();
  }
}
