package org.ae4j.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class NoiseTest {

  @Test
  void isStandardNormalAndUncorrelated() {
    int rows = 20_000;
    int units = 3;
    float[] noise = new float[rows * units];
    for (int row = 0; row < rows; row++) {
      Noise.NORMAL.fill(11, row, units, noise, row * units);
    }
    double[][] moments = new double[units][units + 1];
    for (int i = 0; i < noise.length; i++) {
      int unit = i % units;
      moments[unit][units] += noise[i] / rows;
      for (int other = 0; other < units; other++) {
        moments[unit][other] += (double) noise[i] * noise[i - unit + other] / rows;
      }
    }
    for (int unit = 0; unit < units; unit++) {
      assertThat(moments[unit][units]).as("mean").isCloseTo(0, offset(0.03));
      for (int other = 0; other < units; other++) {
        assertThat(moments[unit][other])
            .as("covariance")
            .isCloseTo(unit == other ? 1 : 0, offset(0.04));
      }
    }
  }

  @Test
  void dependsOnKeyAndRowAlone() {
    float[] first = new float[5];
    float[] again = new float[9];
    float[] other = new float[5];

    Noise.NORMAL.fill(7, 4, 5, first, 0);
    Noise.NORMAL.fill(7, 4, 5, again, 2);
    Noise.NORMAL.fill(8, 4, 5, other, 0);

    assertThat(java.util.Arrays.copyOfRange(again, 2, 7)).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }
}
