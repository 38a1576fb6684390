package org.ae4j.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.DataException;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class CodeDistanceTest {
  /** Two units with variances 1 and 4, and one that never changes. */
  private static final FMatrixRMaj CODES =
      new FMatrixRMaj(new float[][] {{1, 2, 5}, {-1, 2, 5}, {1, -2, 5}, {-1, -2, 5}});

  private static double distance(CodeDistance fitted, float... code) {
    return Math.sqrt(
        fitted.codes().squaredDistance(new FMatrixRMaj(new float[][] {code}), 0, new double[3]));
  }

  @Test
  void measuresInDeviationsOfEachDirection() {
    CodeDistance fitted = CodeDistance.fit(CODES, 1e-6);

    assertThat(distance(fitted, 0, 0, 5)).isZero();
    assertThat(distance(fitted, 3, 0, 5)).isCloseTo(3, within(1e-4));
    assertThat(distance(fitted, 0, 6, 5)).isCloseTo(3, within(1e-4));
    assertThat(distance(fitted, 3, 8, 5)).isCloseTo(5, within(1e-4));
  }

  @Test
  void aUnitThatNeverChangedIsHeldByTheRidge() {
    double variance = 5 / 3.0;

    assertThat(distance(CodeDistance.fit(CODES, 0.06), 0, 0, 6))
        .isCloseTo(Math.sqrt(1 / (0.06 * variance)), within(1e-9));
    assertThat(distance(CodeDistance.fit(CODES, 1e-6), 0, 0, 6)).isFinite();
  }

  @Test
  void isTheSameFromItsVector() {
    CodeDistance fitted = CodeDistance.fit(CODES, 0.01);

    CodeDistance read = CodeDistance.of(fitted.toVector(), 3);

    assertThat(distance(read, 1, 7, 4)).isEqualTo(distance(fitted, 1, 7, 4));
  }

  @Test
  void refusesCodesThatAreAllTheSame() {
    FMatrixRMaj same = new FMatrixRMaj(new float[][] {{0, 0, 5}, {0, 0, 5}});

    assertThatThrownBy(() -> CodeDistance.fit(same, 1e-6))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has not collapsed");
    FMatrixRMaj nearly = new FMatrixRMaj(new float[][] {{0, 0, 5}, {0, 0, 5.00001f}});
    assertThatThrownBy(() -> CodeDistance.fit(nearly, 1e-6)).isInstanceOf(DataException.class);
  }
}
