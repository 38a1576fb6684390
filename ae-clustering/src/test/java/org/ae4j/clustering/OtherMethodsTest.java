package org.ae4j.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import org.ae4j.api.ConfigurationException;
import org.ae4j.core.Autoencoders;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OtherMethodsTest {
  private static final Autoencoders ENGINE = Autoencoders.builder().threads(2).build();
  private static final Compute COMPUTE = Compute.of(ENGINE);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @Test
  void miniBatchesFindGroupsThatAreFarApart() {
    FMatrixRMaj rows = Blobs.of(3000, 5, 6, 2);

    Clustering found = new MiniBatchKMeans(6, 5, 128, 6, 1).fit(rows, COMPUTE);

    assertThat(Agreement.of(found.labels(), Blobs.groups(3000, 6)).accuracy()).isEqualTo(1);
    double exact = KMeans.of(6, 1).fit(rows, COMPUTE).inertia();
    assertThat(found.inertia()).isBetween(exact, 1.05 * exact);
  }

  @Test
  void miniBatchesGiveTheSameBitsOnAnyNumberOfThreads() {
    FMatrixRMaj rows = Blobs.of(900, 7, 9, 2);
    MiniBatchKMeans method = new MiniBatchKMeans(8, 3, 100, 3, 4);
    float[] centres = method.fit(rows, COMPUTE).centres().data;

    try (Compute five = Compute.of(Autoencoders.builder().threads(5).build())) {
      assertThat(method.fit(rows, five).centres().data).isEqualTo(centres);
    }
  }

  @Test
  void miniBatchesOfDuplicatesLeaveNoEmptyCluster() {
    FMatrixRMaj rows = new FMatrixRMaj(50, 2);
    for (int row = 0; row < 50; row++) {
      rows.set(row, 0, row % 2);
    }

    Clustering found = new MiniBatchKMeans(4, 2, 16, 3, 1).fit(rows, COMPUTE);

    assertThat(found.clusters()).isEqualTo(2);
    assertThat(found.sizes()).containsExactly(25, 25);
  }

  @Test
  void aMixtureTellsATightGroupFromAWideOne() {
    FMatrixRMaj rows = Blobs.of(600, 2, 1, 5);
    for (int row = 0; row < 600; row += 2) {
      rows.set(row, 0, 0.05f * rows.get(row, 0));
      rows.set(row, 1, 0.05f * rows.get(row, 1));
    }
    float[] wide = {0, 0};
    for (int row = 1; row < 600; row += 2) {
      wide[0] += rows.get(row, 0) / 300;
      wide[1] += rows.get(row, 1) / 300;
    }
    for (int row = 0; row < 600; row++) {
      rows.set(row, 0, rows.get(row, 0) - (row % 2 == 0 ? 0.05f * wide[0] : wide[0] - 2));
      rows.set(row, 1, rows.get(row, 1) - (row % 2 == 0 ? 0.05f * wide[1] : wide[1]));
    }
    int[] groups = Blobs.groups(600, 2);
    double plain = Agreement.of(KMeans.of(2, 1).fit(rows, COMPUTE).labels(), groups).accuracy();

    Clustering found = new MixtureClustering(KMeans.of(2, 1), 200).fit(rows, COMPUTE);

    assertThat(Agreement.of(found.labels(), groups).accuracy())
        .isGreaterThan(0.97)
        .isGreaterThan(plain + 0.05);
  }

  @Test
  void aMixtureRefusesWideRows() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> new MixtureClustering(KMeans.of(2, 1), 10).fit(new FMatrixRMaj(9, 300), COMPUTE))
        .withMessageContaining("at most 256 values, got 300");
  }

  @Test
  void silhouettesAreThoseOfTheReference() {
    JsonNode expected = Reference.read();
    int[] labels = Reference.ints(expected.required("labels"));

    Silhouette silhouette = Silhouette.of(Reference.rows(), labels, 1000, 1, COMPUTE);

    assertThat(silhouette.mean())
        .isCloseTo(expected.required("silhouette").doubleValue(), offset(1e-4));
    for (int k = 0; k < 4; k++) {
      assertThat(silhouette.ofClusters()[k])
          .isCloseTo(expected.required("silhouettes").get(k).doubleValue(), offset(1e-4));
    }
  }

  @Test
  void aSampleComesNearTheSilhouetteOfAllRows() {
    FMatrixRMaj rows = Blobs.of(2000, 3, 4, 6);
    int[] labels = Blobs.groups(2000, 4);

    double all = Silhouette.of(rows, labels, 2000, 1, COMPUTE).mean();

    assertThat(Silhouette.of(rows, labels, 300, 1, COMPUTE).mean()).isCloseTo(all, offset(0.02));
  }

  @Test
  void findsHowManyGroupsThereAre() {
    FMatrixRMaj rows = Blobs.of(600, 6, 1, 9);
    for (int row = 0; row < 600; row++) {
      rows.set(row, row % 5, rows.get(row, row % 5) + 20);
    }

    ClusterCount count =
        ClusterCount.of(rows, 2, 9, k -> KMeans.of(k, 1).fit(rows, COMPUTE), 500, 1, COMPUTE);

    assertThat(count.bySilhouette()).isEqualTo(5);
    assertThat(count.byElbow()).isEqualTo(5);
    assertThat(count.tried()).hasSize(8);
  }

  @Test
  void triesNoMoreClustersThanRowsAreDistinct() {
    FMatrixRMaj rows = new FMatrixRMaj(20, 1);
    for (int row = 0; row < 20; row++) {
      rows.set(row, 0, row % 3);
    }

    ClusterCount count =
        ClusterCount.of(rows, 2, 9, k -> KMeans.of(k, 1).fit(rows, COMPUTE), 50, 1, COMPUTE);

    assertThat(count.tried()).hasSize(2);
    assertThat(count.bySilhouette()).isEqualTo(3);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                ClusterCount.of(
                    rows, 4, 9, k -> KMeans.of(k, 1).fit(rows, COMPUTE), 50, 1, COMPUTE))
        .withMessageContaining("fewer than 4 distinct");
  }
}
