package org.ae4j.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  private static final int LANES = 5;

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 12, 24, 32, 36, 108, 144, 192})
  void transformsEachLaneAsItsDefinitionSays(int length) {
    float[][] re = random(length, 1);
    float[][] im = random(length, 2);
    float[][] otherRe = new float[length][LANES];
    float[][] otherIm = new float[length][LANES];
    double[][] expectedRe = new double[length][LANES];
    double[][] expectedIm = new double[length][LANES];
    for (int k = 0; k < length; k++) {
      for (int n = 0; n < length; n++) {
        double angle = -2 * Math.PI * k * n / length;
        for (int l = 0; l < LANES; l++) {
          expectedRe[k][l] += re[n][l] * Math.cos(angle) - im[n][l] * Math.sin(angle);
          expectedIm[k][l] += re[n][l] * Math.sin(angle) + im[n][l] * Math.cos(angle);
        }
      }
    }

    boolean other = new Fft(length).transform(re, im, otherRe, otherIm, 0, LANES);

    for (int k = 0; k < length; k++) {
      for (int l = 0; l < LANES; l++) {
        assertThat((other ? otherRe : re)[k][l]).isCloseTo((float) expectedRe[k][l], within(1e-4f));
        assertThat((other ? otherIm : im)[k][l]).isCloseTo((float) expectedIm[k][l], within(1e-4f));
      }
    }
  }

  @Test
  void leavesOtherLanesAlone() {
    float[][] re = random(16, 3);
    float[][] im = random(16, 4);
    float before = re[5][0];

    new Fft(16).transform(re, im, new float[16][LANES], new float[16][LANES], 2, 4);

    assertThat(re[5][0]).isEqualTo(before);
  }

  @Test
  void findsLengthsOfTwosAndThrees() {
    assertThat(Fft.lengthFrom(1)).isEqualTo(4);
    assertThat(Fft.lengthFrom(97)).isEqualTo(108);
    assertThat(Fft.lengthFrom(1025)).isEqualTo(1152);
  }

  private static float[][] random(int length, long seed) {
    RandomStream random = RandomStream.of(seed);
    float[][] rows = new float[length][LANES];
    for (int i = 0; i < length * LANES; i++) {
      rows[i / LANES][i % LANES] = (float) random.normal(i);
    }
    return rows;
  }
}
