package org.ae4j.core.schedule;

import java.util.List;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Names;

/**
 * Reads the text forms of learning rate schedules, one of
 *
 * <ul>
 *   <li>{@code constant}
 *   <li>{@code step(epochs=10,factor=0.5)}: multiplied by the factor every so many epochs
 *   <li>{@code exponential(0.95)}: multiplied by the factor every epoch
 *   <li>{@code cosine(minimum=0)}: half a cosine over all steps, down to that part of the rate
 *   <li>{@code one_cycle(div=25,final_div=1e4,pct=0.3)}: up, then down far below the start
 *   <li>{@code plateau(factor=0.5,patience=2,threshold=1e-4,minimum=0)}: multiplied by the factor
 *       when more than {@code patience} epochs in a row did not improve the loss by that part of it
 * </ul>
 *
 * <p>alone or after {@code warmup(500)}, in steps, or {@code warmup(epochs=2)}: {@code
 * warmup(500)+cosine}.
 */
public final class Schedules {
  private static final String CONSTANT = "constant";
  private static final String STEP = "step";
  private static final String EXPONENTIAL = "exponential";
  private static final String COSINE = "cosine";
  private static final String ONE_CYCLE = "one_cycle";
  private static final String PLATEAU = "plateau";
  private static final String WARMUP = "warmup";

  private static final List<String> USAGES =
      List.of(
          CONSTANT,
          "step(epochs=10,factor=0.5)",
          "exponential(0.95)",
          "cosine(minimum=0)",
          "one_cycle(div=25,final_div=1e4,pct=0.3)",
          "plateau(factor=0.5,patience=2,threshold=1e-4,minimum=0)",
          "warmup(steps)",
          "warmup(epochs=1)");

  private Schedules() {}

  /** Returns the schedule that leaves the rate as it is. */
  public static LearningRateSchedule constant() {
    return new Constant();
  }

  /** Returns the text forms with all arguments and their defaults, for help. */
  public static List<String> usages() {
    return USAGES;
  }

  /**
   * Reads a text form.
   *
   * @throws ConfigurationException if it names no schedule or an argument is out of range
   */
  public static LearningRateSchedule parse(String text) {
    List<String> parts = Expression.split(text, '+');
    Expression first = Expression.parse(parts.get(0));
    if (parts.size() == 1) {
      return one(first, constant());
    }
    if (parts.size() > 2 || !first.name().equals(WARMUP)) {
      throw new ConfigurationException(
          "cannot read schedule '"
              + text
              + "': only a warmup comes before another schedule, as in warmup(500)+cosine");
    }
    Expression second = Expression.parse(parts.get(1));
    if (second.name().equals(WARMUP)) {
      throw new ConfigurationException("cannot read schedule '" + text + "': a warmup comes once");
    }
    return one(first, one(second, constant()));
  }

  private static LearningRateSchedule one(Expression expression, LearningRateSchedule then) {
    Arguments arguments = new Arguments(expression);
    LearningRateSchedule schedule = create(expression.name(), arguments, then);
    arguments.finish();
    return schedule;
  }

  private static LearningRateSchedule create(
      String name, Arguments arguments, LearningRateSchedule then) {
    return switch (name) {
      case CONSTANT -> new Constant();
      case STEP ->
          new StepDecay(
              arguments.nextInt("epochs", 1, Integer.MAX_VALUE, StepDecay.DEFAULT_EPOCHS),
              arguments.nextNumber("factor", 0, 1, StepDecay.DEFAULT_FACTOR));
      case EXPONENTIAL ->
          new Exponential(arguments.nextNumber("factor", 0, 1, Exponential.DEFAULT_FACTOR));
      case COSINE -> new Cosine(arguments.number("minimum", 0, 1, 0));
      case ONE_CYCLE ->
          new OneCycle(
              arguments.number("div", 1, OneCycle.MOST_DIV, OneCycle.DEFAULT_DIV),
              arguments.number("final_div", 1, OneCycle.MOST_DIV, OneCycle.DEFAULT_FINAL_DIV),
              arguments.number("pct", 0, 1, OneCycle.DEFAULT_PCT));
      case PLATEAU ->
          new Plateau(
              arguments.number("factor", 0, 1, Plateau.DEFAULT_FACTOR),
              arguments.whole("patience", 0, Integer.MAX_VALUE, Plateau.DEFAULT_PATIENCE),
              arguments.number("threshold", 0, 1, Plateau.DEFAULT_THRESHOLD),
              arguments.number("minimum", 0, 1, 0));
      case WARMUP ->
          new Warmup(
              arguments.nextInt("steps", 0, Integer.MAX_VALUE, 0),
              arguments.whole("epochs", 0, Integer.MAX_VALUE, 0),
              then);
      default -> throw Names.unknown("schedule", name, names());
    };
  }

  private static List<String> names() {
    return List.of(CONSTANT, STEP, EXPONENTIAL, COSINE, ONE_CYCLE, PLATEAU, WARMUP);
  }
}
