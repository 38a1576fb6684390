package org.ae4j.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class CodePlaneTest {
  private static final int[] NONE = {};

  @Test
  void takesOneOrTwoValuesAsTheyAre() {
    CodePlane two = CodePlane.of(new FMatrixRMaj(2, 2, true, 1, 2, 3, 4), new int[] {0, 1});
    CodePlane one = CodePlane.of(new FMatrixRMaj(2, 1, true, 5, 6), NONE);

    assertThat(two.x()).containsExactly(1, 3);
    assertThat(two.y()).containsExactly(2, 4);
    assertThat(two.labels()).containsExactly(0, 1);
    assertThat(two.firstShare()).isEmpty();
    assertThat(one.x()).containsExactly(5, 6);
    assertThat(one.y()).containsExactly(0, 0);
  }

  @Test
  void findsTheAxesOfGreatestVariance() {
    Random random = new Random(3);
    int rows = 500;
    FMatrixRMaj codes = new FMatrixRMaj(rows, 4);
    double[] along = new double[rows];
    for (int row = 0; row < rows; row++) {
      along[row] = 10 * random.nextGaussian();
      double across = 2 * random.nextGaussian();
      codes.set(row, 0, (float) (7 + 0.6 * along[row]));
      codes.set(row, 1, (float) (0.8 * along[row]));
      codes.set(row, 2, (float) (across - 1));
      codes.set(row, 3, 0.5f);
    }

    CodePlane plane = CodePlane.of(codes, NONE);

    double mean = java.util.Arrays.stream(along).average().orElseThrow();
    for (int row = 0; row < rows; row++) {
      assertThat((double) plane.x()[row]).isCloseTo(along[row] - mean, within(0.15));
    }
    double first = plane.firstShare().orElseThrow();
    assertThat(first).isCloseTo(100.0 / 104, within(0.02));
    assertThat(first + plane.secondShare().orElseThrow()).isCloseTo(1, within(1e-5));
  }

  @Test
  void laysEqualCodesIntoOnePoint() {
    CodePlane plane = CodePlane.of(new FMatrixRMaj(3, 3, true, 1, 2, 3, 1, 2, 3, 1, 2, 3), NONE);

    assertThat(plane.x()).containsOnly(0);
    assertThat(plane.y()).containsOnly(0);
    assertThat(ScatterChart.svg("codes", plane, java.util.List.of())).doesNotContain("NaN");
  }
}
