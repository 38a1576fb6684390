package org.ae4j.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.core.Autoencoders;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KMeansTest {
  private static final Autoencoders ENGINE = Autoencoders.builder().threads(2).build();
  private static final Compute COMPUTE = Compute.of(ENGINE);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @Test
  void findsWhatTheReferenceFinds() {
    JsonNode expected = Reference.read();

    Clustering found = KMeans.of(4, 1).fit(Reference.rows(), COMPUTE);

    assertThat(found.inertia())
        .isCloseTo(expected.required("inertia").doubleValue(), withPercentage(0.01));
    int[] labels = Reference.ints(expected.required("labels"));
    assertThat(Agreement.of(found.labels(), labels).accuracy()).isEqualTo(1);
  }

  @Test
  void threadsDoNotChangeABit() {
    FMatrixRMaj rows = Blobs.of(700, 9, 30, 3);
    Clustering alone = null;
    for (int threads : new int[] {1, 2, 5}) {
      Autoencoders engine = Autoencoders.builder().threads(threads).build();
      Clustering found = new KMeans(13, 4, 50, 0, 5).fit(rows, engine);
      alone = alone == null ? found : alone;
      assertThat(found.centres().data).isEqualTo(alone.centres().data);
      assertThat(found.labels()).isEqualTo(alone.labels());
      assertThat(found.inertia()).isEqualTo(alone.inertia());
    }
  }

  @Test
  void everyRowHasItsNearestCentre() {
    FMatrixRMaj rows = Blobs.of(300, 4, 12, 8);

    Clustering found = new KMeans(12, 3, 300, 0, 2).fit(rows, COMPUTE);

    double inertia = 0;
    for (int row = 0; row < rows.numRows; row++) {
      double own = square(rows, row, found.centres(), found.labels()[row]);
      for (int k = 0; k < found.clusters(); k++) {
        assertThat(own).isLessThanOrEqualTo(square(rows, row, found.centres(), k) + 1e-3);
      }
      assertThat((double) found.distances()[row]).isCloseTo(Math.sqrt(own), offset(1e-2));
      inertia += own;
    }
    assertThat(found.inertia()).isCloseTo(inertia, withPercentage(0.01));
  }

  @Test
  void rowsFarFromTheOriginKeepTheirDigits() {
    FMatrixRMaj rows = Blobs.of(200, 12, 5, 4);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] += 30_000;
    }

    Clustering found = KMeans.of(5, 1).fit(rows, COMPUTE);

    assertThat(Agreement.of(found.labels(), Blobs.groups(200, 5)).accuracy()).isEqualTo(1);
  }

  @Test
  void duplicateRowsGiveAsManyClustersAsThereAreDistinctOnes() {
    FMatrixRMaj rows = new FMatrixRMaj(40, 3);
    for (int row = 0; row < 40; row++) {
      rows.set(row, 1, 0.1f + row % 3);
    }

    Clustering found = KMeans.of(5, 1).fit(rows, COMPUTE);

    assertThat(found.clusters()).isEqualTo(3);
    assertThat(found.sizes()).containsExactlyInAnyOrder(14, 13, 13);
    assertThat(found.inertia()).isCloseTo(0, offset(1e-6));
  }

  @Test
  void equalRowsAreOneCluster() {
    FMatrixRMaj rows = new FMatrixRMaj(6, 2);
    java.util.Arrays.fill(rows.data, 0.3f);

    assertThat(KMeans.of(2, 1).fit(rows, COMPUTE).clusters()).isEqualTo(1);
  }

  @Test
  void asManyClustersAsRowsHaveOneEach() {
    Clustering found = KMeans.of(20, 1).fit(Blobs.of(20, 3, 20, 7), COMPUTE);

    assertThat(found.sizes()).containsOnly(1);
    assertThat(found.inertia()).isCloseTo(0, offset(1e-3));
  }

  @Test
  void anEmptiedClusterGetsTheFarthestRow() {
    FMatrixRMaj rows = new FMatrixRMaj(new float[][] {{0}, {1}, {2}, {9}});
    CentredRows centred = CentredRows.of(rows, COMPUTE);
    LloydRun run = new LloydRun(centred, new int[] {1, 3});
    run.beginRound();
    float[] squares = {1, 0, 1, 64};
    for (int row = 0; row < 4; row++) {
      run.assign(row, 0, squares[row]);
    }

    run.fillEmpty();

    assertThat(run.assignment().labels()).containsExactly(0, 0, 0, 1);
  }

  @Test
  void refusesMoreClustersThanRowsAndWhatIsNotFinite() {
    FMatrixRMaj rows = new FMatrixRMaj(3, 2);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> KMeans.of(4, 1).fit(rows, COMPUTE))
        .withMessageContaining("at most the number of rows, 3, got 4");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> KMeans.of(0, 1))
        .withMessageContaining("clusters must be at least 1, got 0");
    rows.set(2, 1, Float.NaN);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> KMeans.of(2, 1).fit(rows, COMPUTE))
        .withMessageContaining("row 2, column 1 is NaN");
  }

  @Test
  void newRowsGoToTheNearestCentre() {
    FMatrixRMaj centres = new FMatrixRMaj(new float[][] {{0, 0}, {10, 0}});

    Clustering found =
        Clustering.assign(
            new FMatrixRMaj(new float[][] {{9, 0}, {1, 1}, {5, 0}}), centres, COMPUTE);

    assertThat(found.labels()).containsExactly(1, 0, 0);
    assertThat(found.nearest(0, 9)).containsExactly(1, 2);
  }

  private static double square(FMatrixRMaj rows, int row, FMatrixRMaj centres, int k) {
    double sum = 0;
    for (int i = 0; i < rows.numCols; i++) {
      double d = (double) rows.get(row, i) - centres.get(k, i);
      sum += d * d;
    }
    return sum;
  }
}
