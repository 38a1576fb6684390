package org.ae4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardNormalTest {
  private static final int DRAWS = 1_000_000;

  /** Quantiles as tables of the normal distribution print them. */
  @Test
  void invertsTheDistributionFunction() {
    assertThat(numberFor(0.25)).isEqualTo(0.67449f, within(1e-4f));
    assertThat(numberFor(0.025)).isEqualTo(1.959964f, within(1e-4f));
    assertThat(numberFor(0.001)).isEqualTo(3.090232f, within(1e-4f));
    assertThat(numberFor(1e-6)).isEqualTo(4.753424f, within(1e-4f));
    assertThat(numberFor(1e-9)).isEqualTo(5.997807f, within(2e-2f)); // 4.3 bits, one is 2.3e-10
  }

  @Test
  void keepsToItsErrorFromTheMiddleToTheTails() {
    for (long bits = 1; bits < 1L << 31; bits += 1 + bits / 997) {
      float z = StandardNormal.of((int) bits);
      double p = bits * 0x1p-32;
      double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
      double error = (StandardNormal.tail(z) - p) / density;

      assertThat(error).as("bits %d", bits).isBetween(-StandardNormal.MAX_ERROR, 6e-5);
      assertThat(StandardNormal.of((int) -bits)).isEqualTo(-z);
    }
  }

  @Test
  void reachesFarAndStaysFinite() {
    assertThat(StandardNormal.of(0)).isEqualTo(6.34f, within(0.01f));
    assertThat(StandardNormal.of(1)).isEqualTo(6.23f, within(0.01f));
    assertThat(StandardNormal.of(Integer.MAX_VALUE)).isEqualTo(0, within(1e-6f));
    assertThat(StandardNormal.of(Integer.MIN_VALUE)).isEqualTo(0, within(1e-6f));
  }

  /** Each within four standard errors of the normal distribution's. */
  @Test
  void hasTheMomentsAndTheTailsOfTheNormalDistribution() {
    long key = RandomStream.of(5).substreamKey(1);
    double[] moments = new double[5];
    int[] beyond = new int[5];
    for (int i = 0; i < DRAWS; i++) {
      double z = StandardNormal.of((int) RandomStream.bitsOf(key, i));
      double power = 1;
      for (int k = 1; k <= 4; k++) {
        power *= z;
        moments[k] += power / DRAWS;
      }
      for (int k = 1; k <= 4; k++) {
        beyond[k] += Math.abs(z) > k ? 1 : 0;
      }
    }

    double error = 4 / Math.sqrt(DRAWS);
    assertThat(moments[1]).isEqualTo(0, within(error));
    assertThat(moments[2]).isEqualTo(1, within(error * Math.sqrt(2)));
    assertThat(moments[3]).isEqualTo(0, within(error * Math.sqrt(15)));
    assertThat(moments[4]).isEqualTo(3, within(error * Math.sqrt(96)));
    double[] expected = {1, 0.3173105, 0.0455003, 0.0026998, 0.0000633};
    for (int k = 1; k <= 4; k++) {
      double p = expected[k];
      assertThat((double) beyond[k] / DRAWS)
          .as("beyond %d", k)
          .isEqualTo(p, within(error * Math.sqrt(p * (1 - p))));
    }
  }

  private static float numberFor(double tail) {
    return StandardNormal.of((int) Math.round(tail * 0x1p32));
  }
}
