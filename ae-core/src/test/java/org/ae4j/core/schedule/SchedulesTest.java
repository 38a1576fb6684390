package org.ae4j.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.reference.ReferenceCases;
import org.ae4j.core.reference.ReferenceCases.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {
  private static final double TOLERANCE = 1e-12;

  static List<Case> reference() {
    return ReferenceCases.read("schedules");
  }

  /** Takes epochs of one step each, so that schedules by epoch and by step are counted alike. */
  @ParameterizedTest
  @MethodSource("reference")
  void matchReference(Case c) {
    LearningRateSchedule schedule = Schedules.parse(text(c));
    double[] rates = c.expected("rates").doubles();
    int total = (int) c.number("total", rates.length);
    double rate = c.number("rate", c.number("maximum", 0));
    PlateauState state = PlateauState.initial();
    for (int t = 0; t < rates.length; t++) {
      if (c.text("schedule").equals("plateau")) {
        state = schedule.next(state, c.input("losses").doubles()[t]);
      }
      double factor = schedule.factor(new ScheduleProgress(t + 1, total, 1, state));

      assertThat(rate * factor).as("t = %d", t).isCloseTo(rates[t], within(TOLERANCE));
    }
  }

  private static String text(Case c) {
    return switch (c.text("schedule")) {
      case "step" -> "step(epochs=" + c.text("size") + ",factor=" + c.text("factor") + ")";
      case "exponential" -> "exponential(" + c.text("factor") + ")";
      case "cosine" -> "cosine(minimum=" + c.number("minimum") / c.number("rate") + ")";
      case "warmup_cosine" -> "warmup(" + c.text("warmup") + ")+cosine";
      case "one_cycle" ->
          "one_cycle(div="
              + c.text("divide")
              + ",final_div="
              + c.text("finalDivide")
              + ",pct="
              + c.text("warmupFraction")
              + ")";
      case "plateau" ->
          "plateau(factor="
              + c.text("factor")
              + ",patience="
              + c.text("patience")
              + ",threshold="
              + c.text("threshold")
              + ")";
      default -> c.text("schedule");
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "step",
        "step(epochs=5,factor=0.1)",
        "exponential(0.9)",
        "cosine",
        "cosine(minimum=0.01)",
        "one_cycle",
        "one_cycle(div=10,final_div=100,pct=0.5)",
        "plateau",
        "plateau(factor=0.1,patience=5,threshold=1e-3,minimum=0.01)",
        "warmup(500)",
        "warmup(epochs=2)",
        "warmup(500)+cosine(minimum=0.1)",
        "warmup(epochs=1)+plateau(patience=0)"
      })
  void readWhatTheyWrite(String text) {
    assertThat(Schedules.parse(text).toString().replace("0.001", "1e-3")).isEqualTo(text);
    assertThat(Schedules.parse(Schedules.parse(text).toString())).isEqualTo(Schedules.parse(text));
  }

  @Test
  void aPlusInANumberSplitsNothing() {
    assertThat(Schedules.parse("warmup(5) + one_cycle(final_div=1e+2)"))
        .hasToString("warmup(5)+one_cycle(final_div=100)");
  }

  @Test
  void countWholeEpochs() {
    LearningRateSchedule schedule = Schedules.parse("exponential(0.5)");

    assertThat(factor(schedule, 10, 10)).isEqualTo(1);
    assertThat(factor(schedule, 11, 10)).isEqualTo(0.5);
    assertThat(factor(schedule, 21, 10)).isEqualTo(0.25);
  }

  @Test
  void warmupByEpochsHandsOver() {
    LearningRateSchedule schedule = Schedules.parse("warmup(epochs=2)+exponential(0.5)");

    assertThat(factor(schedule, 1, 10)).isEqualTo(0.05);
    assertThat(factor(schedule, 20, 10)).isEqualTo(1);
    assertThat(factor(schedule, 21, 10)).isEqualTo(1);
    assertThat(factor(schedule, 31, 10)).isEqualTo(0.5);
  }

  private static double factor(LearningRateSchedule schedule, long step, int stepsPerEpoch) {
    return schedule.factor(ScheduleProgress.of(step, 30, stepsPerEpoch, PlateauState.initial()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "step",
        "exponential(0.5)",
        "cosine(minimum=0.1)",
        "one_cycle",
        "one_cycle(pct=0)",
        "one_cycle(pct=1)",
        "plateau(minimum=0.1)",
        "warmup(100)+cosine",
        "warmup(100)+one_cycle"
      })
  void stayBetweenZeroAndOne(String text) {
    LearningRateSchedule schedule = Schedules.parse(text);
    for (int total : new int[] {1, 2, 3, 40}) {
      PlateauState state = PlateauState.initial();
      // Steps past the planned end can come with a run that is prolonged.
      for (int step = 1; step <= total + 3; step++) {
        double factor = schedule.factor(new ScheduleProgress(step, total, 1, state));
        assertThat(factor).as("step %d of %d", step, total).isBetween(0.0, 1.0);
        state = schedule.next(state, 1);
      }
    }
  }

  @Test
  void plateauGoesOnFromItsState() {
    LearningRateSchedule schedule = Schedules.parse("warmup(1)+plateau(patience=1,minimum=0.2)");
    double[] losses = {3, 2, 2, 2, 1.9999, 2, Double.NaN, 1, 1, 1, 1, 1};
    int[] reductions = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 4};
    PlateauState state = PlateauState.initial();
    for (int i = 0; i < losses.length; i++) {
      state = new PlateauState(state.best(), state.badEpochs(), state.reductions());
      state = schedule.next(state, losses[i]);
      assertThat(state.reductions()).as("after loss %d", i).isEqualTo(reductions[i]);
    }
    assertThat(schedule.factor(new ScheduleProgress(5, 10, 1, state))).isEqualTo(0.2);
  }

  @Test
  void plateauTakesLossesBelowZero() {
    LearningRateSchedule schedule = Schedules.parse("plateau(patience=0)");
    PlateauState state = schedule.next(PlateauState.initial(), -1);

    assertThat(schedule.next(state, -2)).isEqualTo(new PlateauState(-2, 0, 0));
    assertThat(schedule.next(state, -1)).isEqualTo(new PlateauState(-1, 0, 1));
  }

  @Test
  void othersRememberNothing() {
    assertThat(Schedules.parse("cosine").next(PlateauState.initial(), 1))
        .isEqualTo(PlateauState.initial());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cosin | unknown schedule 'cosin'; did you mean 'cosine'?",
        "cosine+warmup(5) | only a warmup comes before another schedule",
        "warmup(5)+warmup(5) | a warmup comes once",
        "warmup(5)+cosine+step | only a warmup comes before another schedule",
        "warmup | warmup needs steps or epochs",
        "warmup(5,epochs=1) | warmup needs steps or epochs",
        "warmup(5)+ | expected one expression, got 0",
        "step(epochs=0) | step: epochs must be a whole number of at least 1, got '0'",
        "exponential(1.5) | exponential: factor must be a number from 0.0 to 1.0, got '1.5'",
        "plateau(patience=1.5) | plateau: patience must be a whole number of at least 0",
        "one_cycle(div=0) | one_cycle: div must be a number from 1.0",
        "constant(1) | constant takes at most 0 arguments"
      })
  void refuseWhatTheyCannotRead(String text, String message) {
    assertThatThrownBy(() -> Schedules.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
