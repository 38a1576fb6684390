package org.ae4j.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ae4j.api.DataException;
import org.ae4j.api.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/reference/ranking.csv",
      numLinesToSkip = 1,
      maxCharsPerColumn = 100_000)
  void isAsScikitLearns(
      String name, double auc, double averagePrecision, String scores, String labels) {
    String[] truth = labels.split(" ");
    boolean[] anomalous = new boolean[truth.length];
    for (int i = 0; i < truth.length; i++) {
      anomalous[i] = truth[i].equals("1");
    }

    Ranking ranking =
        Ranking.of(
            Arrays.stream(scores.split(" ")).mapToDouble(Double::parseDouble).toArray(), anomalous);

    assertThat(ranking.auc()).as(name).isCloseTo(auc, within(1e-12));
    assertThat(ranking.averagePrecision()).as(name).isCloseTo(averagePrecision, within(1e-12));
  }

  @Test
  void hasAPointForEachDistinctScore() {
    Ranking ranking =
        Ranking.of(new double[] {3, 1, 3, 2}, new boolean[] {true, false, false, true});

    assertThat(ranking.points())
        .containsExactly(
            new Ranking.Point(Double.POSITIVE_INFINITY, 0, 0, 1),
            new Ranking.Point(3, 0.5, 0.5, 0.5),
            new Ranking.Point(2, 0.5, 1, 2 / 3.0),
            new Ranking.Point(1, 1, 1, 0.5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void needsRowsOfBothKinds(boolean all) {
    assertThatThrownBy(() -> Ranking.of(new double[] {1, 2}, new boolean[] {all, all}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("both kinds", "2");
    assertThatThrownBy(() -> Ranking.of(new double[] {1, 2}, new boolean[] {true}))
        .isInstanceOf(ShapeException.class);
  }
}
