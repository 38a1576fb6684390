package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.ByteRowDataset;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.ValueRange;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class DatasetsTest {

  @Test
  void copiesArraysAndMatrices() {
    float[][] rows = {{1, 2}, {3, 4}, {5, 6}};
    FMatrixRMaj matrix = new FMatrixRMaj(rows);
    FloatDataset ofRows = Datasets.of(rows);
    FloatDataset ofMatrix = Datasets.ofMatrix(matrix);
    rows[1][0] = 9;
    matrix.data[2] = 9;

    assertThat(row(ofRows, 1)).containsExactly(3, 4);
    assertThat(row(ofMatrix, 1)).containsExactly(3, 4);
    assertThat(Datasets.toMatrix(ofRows).data).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void keepsRowNamesInPartsAndJoins() {
    ByteArrayDataset named =
        new ByteArrayDataset("a", Shape.features(1), new byte[] {1, 2, 3})
            .withRowNames(List.of("x", "y", "z"));
    Dataset some = SubsetDataset.of(named, new int[] {2, 0});

    assertThat(some.rowNames()).containsExactly("z", "x");
    assertThat(Datasets.join(some, named).rowNames()).containsExactly("z", "x", "x", "y", "z");
    assertThat(Datasets.join(some, Datasets.of(new float[][] {{1}})).rowNames()).isEmpty();
    assertThatThrownBy(() -> named.withRowNames(List.of("x")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found names of 1 rows, expected one for each of 3");
  }

  @Test
  void joinsRowsAndLabels() {
    Shape shape = Shape.features(2);
    Dataset bytes =
        Datasets.join(
            new ByteArrayDataset("a", shape, new byte[] {1, 2, -1, 4})
                .withLabels(new int[] {1, 0}, List.of("x", "y")),
            new ByteArrayDataset("b", shape, new byte[] {5, 6})
                .withLabels(new int[] {1}, List.of("x", "y")));
    Dataset mixed = Datasets.join(bytes, Datasets.of(new float[][] {{7, 8}}));

    assertThat(Datasets.toMatrix(bytes).data).containsExactly(1, 2, 255, 4, 5, 6);
    assertThat(bytes.labels().orElseThrow()).containsExactly(1, 0, 1);
    assertThat(bytes.valueRange()).contains(ValueRange.BYTE);
    byte[] copied = new byte[4];
    ((ByteRowDataset) bytes).copyBytes(2, copied, 1);
    ((ByteRowDataset) Datasets.join(bytes, bytes)).copyBytes(4, copied, 2);
    assertThat(copied).containsExactly(0, 5, -1, 4);
    assertThat(Datasets.toMatrix(mixed).data).containsExactly(1, 2, 255, 4, 5, 6, 7, 8);
    assertThat(mixed).isNotInstanceOf(ByteRowDataset.class);
    assertThat(mixed.labels()).isEmpty();
    assertThat(mixed.valueRange()).isEmpty();
    assertThatThrownBy(() -> Datasets.join(bytes, Datasets.of(new float[][] {{1}})))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got 2 of a and 1 of rows");
  }

  @Test
  void takesOnlyTheUsedPartOfAMatrix() {
    FMatrixRMaj matrix = new FMatrixRMaj(4, 4);
    matrix.reshape(2, 3);

    assertThat(Datasets.ofMatrix(matrix).size()).isEqualTo(2);
  }

  @Test
  void refusesRaggedAndEmpty() {
    assertThatThrownBy(() -> Datasets.of(new float[][] {{1, 2}, {3}}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("row 1", "got 1 values", "expected 2");
    assertThatThrownBy(() -> Datasets.of(new float[0][])).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Datasets.of(new float[][] {{}})).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Datasets.ofMatrix(new FMatrixRMaj(0, 3)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void splitsDisjointlyAndCompletely() {
    Dataset data = numbered(101);

    List<Dataset> parts = Datasets.split(data, 7, 0.8, 0.1, 0.1);

    assertThat(parts).extracting(Dataset::size).containsExactly(81, 10, 10);
    Set<Float> seen = new HashSet<>();
    for (Dataset part : parts) {
      for (int i = 0; i < part.size(); i++) {
        assertThat(seen.add(row(part, i)[0])).isTrue();
        assertThat(part.labels().orElseThrow()[i]).isEqualTo((int) row(part, i)[0] % 3);
        assertThat(i == 0 || row(part, i - 1)[0] < row(part, i)[0]).isTrue();
      }
    }
    assertThat(seen).hasSize(101);
  }

  @Test
  void aSeedGivesTheSamePartsForever() {
    // From the algorithm that java.util.Random specifies, computed apart from Java.
    List<Dataset> parts = Datasets.split(numbered(10), 42, 0.3, 0.3);

    assertThat(values(parts.get(0))).containsExactly(2, 4, 6);
    assertThat(values(parts.get(1))).containsExactly(1, 7, 9);
    assertThat(values(Datasets.split(numbered(1000), 1, 0.5).get(0)))
        .isNotEqualTo(values(Datasets.split(numbered(1000), 2, 0.5).get(0)));
  }

  @Test
  void refusesFractionsOutOfRange() {
    Dataset data = numbered(10);
    assertThatThrownBy(() -> Datasets.split(data, 1, 0.8, 0.3))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("0.8, 0.3", "at most 1");
    assertThatThrownBy(() -> Datasets.split(data, 1, 0.5, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> Datasets.split(data, 1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Datasets.split(data, 1, 0.01)).hasMessageContaining("0 of 10 rows");
  }

  @Test
  void limits() {
    Dataset data = numbered(10);

    assertThat(values(Datasets.limit(data, 3))).containsExactly(0, 1, 2);
    assertThat(Datasets.limit(data, 10)).isSameAs(data);
    assertThatThrownBy(() -> Datasets.limit(data, 0)).hasMessageContaining("got 0");
  }

  @Test
  void subsetsOfBytesStayBytes() {
    ByteArrayDataset bytes =
        new ByteArrayDataset("b", Shape.features(2), new byte[] {1, 2, 3, 4, 5, -6})
            .withLabels(new int[] {0, 1, 1}, List.of("u", "v"));

    Dataset subset =
        SubsetDataset.of(SubsetDataset.of(bytes, new int[] {2, 0}), new int[] {1, 0, 0});

    assertThat(subset).isInstanceOf(ByteDataset.class);
    assertThat(((ByteDataset) subset).bytes()).isSameAs(bytes.bytes());
    assertThat(((ByteDataset) subset).offset(2)).isEqualTo(4);
    assertThat(row(subset, 1)).containsExactly(5, 250);
    assertThat(subset.labels().orElseThrow()).containsExactly(0, 1, 1);
    assertThat(subset.labelNames()).containsExactly("u", "v");
    assertThat(subset.valueRange()).contains(ValueRange.BYTE);
    assertThat(subset.name()).isEqualTo("b");
    assertThat(SubsetDataset.of(numbered(3), new int[] {1})).isNotInstanceOf(ByteDataset.class);
  }

  @Test
  void subsetsRefuseRowsOutOfRange() {
    assertThatThrownBy(() -> SubsetDataset.of(numbered(3), new int[] {0, 3}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("got 3", "0 to 2");
    assertThatThrownBy(() -> SubsetDataset.of(numbered(3), new int[0]))
        .hasMessageContaining("got none");
  }

  private static Dataset numbered(int size) {
    float[] values = new float[size];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
      labels[i] = i % 3;
    }
    return new FloatDataset("numbered", Shape.features(1), values).withLabels(labels, List.of());
  }

  private static float[] values(Dataset data) {
    return Datasets.toMatrix(data).data;
  }
}
