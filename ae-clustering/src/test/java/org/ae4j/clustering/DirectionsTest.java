package org.ae4j.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import org.ae4j.api.ShapeException;
import org.ae4j.core.Autoencoders;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class DirectionsTest {
  @Test
  void groupRowsOfAllLengths() {
    FMatrixRMaj rows = rays(3, 40);
    int[] rays = new int[rows.numRows];
    for (int row = 0; row < rays.length; row++) {
      rays[row] = row % 3;
    }
    Autoencoders engine = Autoencoders.builder().threads(1).build();

    Clustering plain = KMeans.of(3, 1).fit(rows, engine);
    Clustering found = KMeans.of(3, 1).fit(Directions.of(rows), engine).withMeansOf(rows);

    assertThat(Agreement.of(plain.labels(), rays).accuracy()).isLessThan(0.9);
    assertThat(Agreement.of(found.labels(), rays).accuracy()).isEqualTo(1);
    int first = found.labels()[0];
    assertThat(found.centres().data[first * 2]).isCloseTo(meanLength(40), offset(1e-4f));
    assertThat(found.centres().data[first * 2 + 1]).isZero();
    assertThat(found.inertia()).isCloseTo(0, offset(1e-6));
  }

  @Test
  void zerosStayZeros() {
    FMatrixRMaj rows = new FMatrixRMaj(new float[][] {{0, 0}, {3, -4}});

    assertThat(Directions.of(rows).data).containsExactly(0, 0, 0.6f, -0.8f);
    assertThat(rows.data).containsExactly(0, 0, 3, -4);
  }

  @Test
  void meansNeedTheRowsThatWereGrouped() {
    Clustering found = KMeans.of(2, 1).fit(rays(3, 4), Autoencoders.builder().threads(1).build());

    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> found.withMeansOf(rays(3, 5)))
        .withMessageContaining("clusters of 12 rows", "asked for 15 rows");
  }

  /**
   * Returns rows in turns on so many rays from zero, near each other, of lengths 1, 2, and so on.
   */
  private static FMatrixRMaj rays(int rays, int each) {
    FMatrixRMaj rows = new FMatrixRMaj(rays * each, 2);
    for (int row = 0; row < rows.numRows; row++) {
      double angle = 0.5 * (row % rays) / rays;
      int length = 1 + row / rays;
      rows.set(row, 0, (float) (length * Math.cos(angle)));
      rows.set(row, 1, (float) (length * Math.sin(angle)));
    }
    return rows;
  }

  private static float meanLength(int each) {
    return (1 + each) / 2f;
  }
}
