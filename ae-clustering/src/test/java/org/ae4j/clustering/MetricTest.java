package org.ae4j.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import org.ae4j.api.RandomStream;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.latent.PrincipalComponents;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
  private static final Autoencoders ENGINE = Autoencoders.builder().threads(1).build();
  private static final int ROWS = 400;

  /** Returns codes that vary by these deviations along axes that are turned against the columns. */
  private static FMatrixRMaj codes(double... deviations) {
    RandomStream random = RandomStream.of(3);
    FMatrixRMaj codes = new FMatrixRMaj(ROWS, 2);
    for (int row = 0; row < ROWS; row++) {
      double along = deviations[0] * random.normal(2L * row);
      double across = deviations[1] * random.normal(2L * row + 1);
      codes.set(row, 0, (float) (0.8 * along - 0.6 * across));
      codes.set(row, 1, (float) (0.6 * along + 0.8 * across));
    }
    return codes;
  }

  private static Metric metric(FMatrixRMaj codes, double power) {
    Metric metric = new Metric(new float[4], 2);
    PrincipalComponents axes = PrincipalComponents.fit(codes, 2, ENGINE);
    Metric.write(Metric.bound(axes).whiten(power), metric.matrix());
    return metric;
  }

  /** Returns how much longer a step across is than one along, by squares. */
  private static double ratio(Metric metric) {
    float[] zero = {0, 0};
    double along = metric.square(new float[] {0.8f, 0.6f}, 0, zero, 0);
    double across = metric.square(new float[] {-0.6f, 0.8f}, 0, zero, 0);
    return across / along;
  }

  @Test
  void weakAxesCountMoreByThePowerOfTheirDeviation() {
    assertThat(ratio(metric(codes(4, 1), 0.5))).isCloseTo(4, offset(0.4));
    assertThat(ratio(metric(codes(4, 1), 1))).isCloseTo(16, offset(3.0));
  }

  @Test
  void axesOfNextToNothingCountAsATenthOfTheStrongest() {
    assertThat(ratio(metric(codes(4, 0.001), 0.5))).isCloseTo(10, withPercentage(2));
    assertThat(ratio(metric(codes(4, 0.001), 1))).isCloseTo(100, withPercentage(4));
    assertThat(ratio(metric(codes(4, 0), 1))).isCloseTo(100, withPercentage(4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1})
  void pointsAreAsFarApartAsTheirCodesAreByTheMetric(double power) {
    FMatrixRMaj codes = codes(4, 0.3);
    Metric metric = metric(codes, power);

    FMatrixRMaj points = metric.points(codes);
    Metric plain = Metric.plain(2);

    for (int row = 2; row < 2 * ROWS; row += 2) {
      double square = plain.square(points.data, row, points.data, 0);
      assertThat(square)
          .isCloseTo(metric.square(codes.data, row, codes.data, 0), withPercentage(1));
    }
  }

  @Test
  void pointsOfThePlainMetricAreTheCodes() {
    FMatrixRMaj codes = codes(4, 1);
    assertThat(Metric.plain(2).points(codes)).isSameAs(codes);
  }
}
