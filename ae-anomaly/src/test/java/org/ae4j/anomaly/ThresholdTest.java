package org.ae4j.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.NumericalException;
import org.ae4j.api.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
  private static final double[] SCORES = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};

  @ParameterizedTest
  @CsvSource({
    "contamination(0.1), 6.3", // numpy.percentile(scores, 90)
    "contamination(0.5), 3.5",
    "calibration(0.25), 5",
    "sigma(2), 8.5861", // numpy.mean(scores) + 2 * numpy.std(scores)
    "mad(0), 3.5",
    "mad(3), 10.1717", // 3.5 + 3 * 1.4826 * 1.5
    "conformal(0.1), 9",
    "conformal(0.2), 6",
  })
  void isFoundFromScores(String text, double expected) {
    assertThat(Threshold.parse("  " + text).of(SCORES)).isCloseTo(expected, within(5e-3));
    assertThat(Threshold.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contamination(0)",
        "contamination(0.51)",
        "contamination(-0.1)",
        "contamination(NaN)",
        "calibration(1)",
        "conformal(0)",
        "sigma(-1)",
        "mad(x)",
        "quantile(0.1)",
        "sigma(1,2)",
      })
  void refuses(String text) {
    assertThatThrownBy(() -> Threshold.parse(text)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void saysTheRangeOfContamination() {
    assertThatThrownBy(() -> Threshold.parse("contamination(0.6)"))
        .hasMessage("contamination must be above 0 and at most 0.5, got 0.6");
  }

  @Test
  void needsEnoughRowsApart() {
    assertThatThrownBy(() -> new Threshold.Conformal(0.05).of(new double[18]))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at least 19 rows kept apart, got 18");
    assertThat(new Threshold.Conformal(0.05).of(new double[19])).isZero();
    assertThatThrownBy(() -> new Threshold.Calibration(0.01).of(new double[98]))
        .isInstanceOf(DataException.class);
  }

  @Test
  void refusesScoresThatAreNoNumbers() {
    assertThatThrownBy(() -> new Threshold.Sigma(1).of(new double[] {1, Double.NaN}))
        .isInstanceOf(NumericalException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.05, 0.1, 0.29, 0.5})
  void conformalFlagsJustThePValuesUpToItsLevel(double level) {
    RandomStream random = RandomStream.of(5);
    double[] apart = IntStream.range(0, 199).mapToDouble(i -> random.below(i, 60)).toArray();
    Distribution distribution = new Distribution(apart);
    double threshold = new Threshold.Conformal(level).of(apart);

    for (double score = -1; score <= 61; score += 0.5) {
      assertThat(score > threshold)
          .as("score %s", score)
          .isEqualTo(distribution.pValue(score) <= level + 1e-12);
    }
  }

  @Test
  void conformalFlagsNoMoreNormalRowsThanItsLevel() {
    double total = 0;
    for (int draw = 0; draw < 300; draw++) {
      RandomStream random = RandomStream.of(draw);
      double[] apart = IntStream.range(0, 39).mapToDouble(random::uniform).toArray();
      double threshold = new Threshold.Conformal(0.1).of(apart);
      total += IntStream.range(1000, 1100).filter(i -> random.uniform(i) > threshold).count();
    }

    assertThat(total / 300 / 100).isBetween(0.08, 0.11);
  }

  @Test
  void medianAbsoluteDeviationIsNotPulledByOneScore() {
    double[] pulled = Arrays.copyOf(SCORES, SCORES.length);
    pulled[5] = 1e6;

    assertThat(new Threshold.Mad(3).of(pulled)).isEqualTo(new Threshold.Mad(3).of(SCORES));
  }
}
