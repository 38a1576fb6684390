package org.ae4j.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TsneTest {
  private static final TsneConfig SHORT =
      TsneConfig.DEFAULTS.withPerplexity(12).withIterations(300);

  @ParameterizedTest
  @EnumSource(TsneConfig.Method.class)
  void keepsGroupsTogether(TsneConfig.Method method) {
    FMatrixRMaj rows = Samples.groups(400, 8, 4, 2);

    Tsne map = Tsne.fit(rows, SHORT.withMethod(method), Samples.engine(2), done -> {});

    FMatrixRMaj points = map.points();
    assertThat(MapQuality.accuracy(points, Samples.labels(400, 4), 10, Samples.engine(2)))
        .isGreaterThan(0.98);
    assertThat(MapQuality.trustworthiness(rows, points, 5, 400, 1, Samples.engine(2)))
        .isGreaterThan(0.95);
    assertThat(map.divergence()).isBetween(0.1, 1.5);
  }

  @ParameterizedTest
  @EnumSource(
      value = TsneConfig.Method.class,
      names = {"BARNES_HUT", "GRID"})
  void givesTheSameBitsOnAnyNumberOfThreads(TsneConfig.Method method) {
    FMatrixRMaj rows = Samples.groups(700, 10, 5, 4);
    TsneConfig config = SHORT.withMethod(method).withIterations(120);

    float[] one = Tsne.fit(rows, config, Samples.engine(1), done -> {}).points().data;

    assertThat(Tsne.fit(rows, config, Samples.engine(2), done -> {}).points().data).isEqualTo(one);
    assertThat(Tsne.fit(rows, config, Samples.engine(16), done -> {}).points().data).isEqualTo(one);
    assertThat(Tsne.fit(rows, config.withSeed(2), Samples.engine(1), done -> {}).points().data)
        .isNotEqualTo(one);
  }

  @Test
  void mapsAsFewRowsAsThereMayBe() {
    FMatrixRMaj rows = new FMatrixRMaj(new float[][] {{0, 0}, {0, 1}, {5, 5}, {5, 6}});

    Tsne map = Tsne.fit(rows, SHORT.withPerplexity(1), Samples.engine(1), done -> {});

    for (float value : map.points().data) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void mapsRepeatedRowsAndASingleColumn() {
    FMatrixRMaj rows = new FMatrixRMaj(90, 1);
    for (int row = 0; row < 90; row++) {
      rows.data[row] = row < 45 ? 0 : 1;
    }

    Tsne map = Tsne.fit(rows, SHORT.withPerplexity(5), Samples.engine(2), done -> {});

    assertThat(MapQuality.accuracy(map.points(), Samples.labels(90, 2), 10, Samples.engine(1)))
        .isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBeMapped() {
    FMatrixRMaj rows = Reference.matrix("rows");

    assertThatThrownBy(
            () -> Tsne.fit(rows, SHORT.withPerplexity(40), Samples.engine(1), done -> {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("perplexity must be at most 39 for 120 rows")
        .hasMessageContaining("got 40");
    assertThatThrownBy(() -> fit(new FMatrixRMaj(3, 2)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at least 4 rows, got 3");
    assertThatThrownBy(() -> fit(new FMatrixRMaj(60, 2)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("all 60 rows are equal");
    FMatrixRMaj broken = rows.copy();
    broken.set(7, 1, Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> fit(broken))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 7, column 1 is Infinity");
    assertThatThrownBy(() -> SHORT.withPerplexity(Double.NaN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("perplexity must be from 1");
    assertThatThrownBy(() -> SHORT.withIterations(0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("iterations must be from 1");
  }

  private static Tsne fit(FMatrixRMaj rows) {
    return Tsne.fit(rows, SHORT, Samples.engine(1), done -> {});
  }
}
