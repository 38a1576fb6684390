package org.ae4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
  @ParameterizedTest
  @CsvSource({
    "0, 6, 1",
    "0, 1, 0.2",
    "0, 0.012, 0.002",
    "10, 100, 20",
    "0.5, 0.5, 0.1",
    "0, 0, 1e-9",
    "-3, 3, 1",
    "0, 1e12, 2e11"
  })
  void stepsAreRound(double least, double most, double step) {
    assertThat(Ticks.step(least, most))
        .isCloseTo(step, org.assertj.core.data.Percentage.withPercentage(1e-6));
  }

  @Test
  void labelsHaveTheDigitsOfTheirStep() {
    assertThat(Ticks.label(0.30000000000000004, 0.1)).isEqualTo("0.3");
    assertThat(Ticks.label(20, 10)).isEqualTo("20");
    assertThat(Ticks.label(0.0125, 0.0005)).isEqualTo("0.0125");
    assertThat(Ticks.label(2e11, 2e11)).isEqualTo("2.00e+11");
    assertThat(Ticks.label(3e-9, 1e-9)).isEqualTo("3.00e-09");
  }
}
