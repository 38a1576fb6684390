package org.ae4j.core.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import org.ae4j.api.ConfigurationException;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {

  @Test
  void oneComponentIsTheSampleGaussian() {
    // Mean (0, 0), variances 1 and 4, covariance 1: density in closed form.
    FMatrixRMaj codes =
        new FMatrixRMaj(new float[][] {{1, 2}, {1, 0}, {1, 1}, {-1, -2}, {-1, 0}, {-1, -1}});
    double variance = 10.0 / 6;
    double determinant = variance - 1;

    GaussianMixture mixture = GaussianMixture.fit(codes, 1, 5, 3);

    assertThat(mixture.weights()).containsExactly(1);
    assertThat(mixture.mean(0)).containsExactly(new double[] {0, 0}, offset(1e-12));
    double expected = -Math.log(2 * Math.PI) - 0.5 * Math.log(determinant) - 1;
    assertThat(mixture.meanLogDensity(codes)).isCloseTo(expected, offset(1e-4));
  }

  @Test
  void findsClusters() {
    FMatrixRMaj codes = clusters(600);

    GaussianMixture mixture = GaussianMixture.fit(codes, 2, 50, 1);

    int left = mixture.mean(0)[0] < mixture.mean(1)[0] ? 0 : 1;
    assertThat(mixture.mean(left)).containsExactly(new double[] {-5, 1}, offset(0.2));
    assertThat(mixture.mean(1 - left)).containsExactly(new double[] {5, 0}, offset(0.2));
    assertThat(mixture.weights()[left]).isCloseTo(1.0 / 3, offset(0.01));
    assertThat(mixture.meanLogDensity(codes))
        .isGreaterThan(GaussianMixture.fit(codes, 1, 50, 1).meanLogDensity(codes) + 0.5);
  }

  @Test
  void tellsTheComponentOfEachCode() {
    FMatrixRMaj codes = clusters(600);
    int[] groups = new int[600];
    for (int row = 0; row < 600; row++) {
      groups[row] = row % 7 == 0 ? 1 : codes.get(row, 0) < 0 ? 0 : 1;
    }

    int[] labels = GaussianMixture.fit(codes, groups, 50).labels(codes);

    for (int row = 0; row < 600; row++) {
      assertThat(labels[row]).isEqualTo(codes.get(row, 0) < 0 ? 0 : 1);
    }
  }

  @Test
  void samplesWhatItWasFittedTo() {
    FMatrixRMaj codes = clusters(600);
    GaussianMixture mixture = GaussianMixture.fit(codes, 2, 50, 1);

    FMatrixRMaj samples = mixture.sample(3000, 8);

    GaussianMixture again = GaussianMixture.fit(samples, 2, 50, 2);
    int left = again.mean(0)[0] < again.mean(1)[0] ? 0 : 1;
    assertThat(again.mean(left)).containsExactly(new double[] {-5, 1}, offset(0.25));
    assertThat(again.weights()[left]).isCloseTo(1.0 / 3, offset(0.04));
    assertThat(mixture.sample(3000, 8).data).isEqualTo(samples.data);
  }

  @Test
  void standsEqualCodesAndConstantUnits() {
    FMatrixRMaj codes = new FMatrixRMaj(new float[][] {{1, 5}, {1, 5}, {2, 5}, {3, 5}});

    GaussianMixture mixture = GaussianMixture.fit(codes, 2, 20, 1);

    FMatrixRMaj samples = mixture.sample(50, 1);
    for (int row = 0; row < 50; row++) {
      assertThat(samples.get(row, 0)).isFinite().isBetween(-3f, 7f);
      assertThat(samples.get(row, 1)).isCloseTo(5, offset(0.1f));
    }
  }

  @Test
  void refusesMoreComponentsThanCodes() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> GaussianMixture.fit(new FMatrixRMaj(3, 2), 4, 10, 1))
        .withMessageContaining("from 1 to the number of codes, 3, got 4");
  }

  /** A third of the codes around (-5, 1), the rest around (5, 0). */
  private static FMatrixRMaj clusters(int count) {
    FMatrixRMaj codes = Codes.prior(count, 2, 12);
    for (int row = 0; row < count; row++) {
      boolean left = row % 3 == 0;
      codes.data[2 * row] += left ? -5 : 5;
      codes.data[2 * row + 1] += left ? 1 : 0;
    }
    return codes;
  }
}
