package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.junit.jupiter.api.Test;

class DenseDatasetTest {
  private final FloatDataset floats =
      new FloatDataset("points", Shape.features(2), new float[] {1, 2, 3, 4, 5, 6});
  private final ByteArrayDataset bytes =
      new ByteArrayDataset("pixels", Shape.features(2), new byte[] {1, -1, 3, 4});

  @Test
  void copiesRowsToAnOffset() {
    float[] out = new float[4];
    floats.copyRow(2, out, 1);
    assertThat(out).containsExactly(0, 5, 6, 0);

    bytes.copyRow(0, out, 2);
    assertThat(out).containsExactly(0, 5, 1, 255);
    assertThat(bytes.offset(1)).isEqualTo(2);
    assertThat(floats.offset(2)).isEqualTo(4);
  }

  @Test
  void keepsLabelsNamesAndShape() {
    FloatDataset data =
        floats
            .withLabels(new int[] {1, 0, 1}, List.of("no", "yes"))
            .withFeatureNames(List.of("x", "y"))
            .withShape(Shape.sequence(1, 2));

    assertThat(data.labels()).hasValueSatisfying(l -> assertThat(l).containsExactly(1, 0, 1));
    assertThat(data.labelNames()).containsExactly("no", "yes");
    assertThat(data.featureNames()).containsExactly("x", "y");
    assertThat(data.shape()).isEqualTo(Shape.sequence(1, 2));
    assertThat(floats.labels()).isEmpty();
    assertThat(
            bytes.withShape(Shape.image(1, 1, 2)).withLabels(new int[] {0, 0}, List.of()).shape())
        .isEqualTo(Shape.image(1, 1, 2));
  }

  @Test
  void labelsAreCopies() {
    int[] given = {0, 1, 2};
    FloatDataset data = floats.withLabels(given, List.of());
    given[0] = 9;
    data.labels().orElseThrow()[1] = 9;

    assertThat(data.labels().orElseThrow()).containsExactly(0, 1, 2);
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    assertThatThrownBy(() -> bytes.withLabels(new int[] {1}, List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("pixels", "found 1 labels", "each of 2 rows");
    assertThatThrownBy(() -> bytes.withLabels(new int[] {0, 2}, List.of("a", "b")))
        .hasMessageContainingAll("label of row 1", "found 2", "expected 0 to 1");
    assertThatThrownBy(() -> bytes.withLabels(new int[] {-1, 0}, List.of()))
        .hasMessageContainingAll("label of row 0", "found -1");
  }

  @Test
  void refusesSizesThatDoNotFit() {
    assertThatThrownBy(() -> new FloatDataset("odd", Shape.features(2), new float[3]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("odd", "got 3 values", "row of 2");
    assertThatThrownBy(() -> new ByteArrayDataset("none", Shape.features(2), new byte[0]))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("at least one row");
    assertThatThrownBy(() -> floats.withShape(Shape.features(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("points", "got shape 3", "expected one of 2");
    assertThatThrownBy(() -> floats.withFeatureNames(List.of("x", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("1 distinct", "2 features");
  }

  @Test
  void refusesNotFinite() {
    float[] values = {0, 1, Float.NEGATIVE_INFINITY, 3};
    assertThatThrownBy(() -> new FloatDataset("inf", Shape.features(2), values))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("inf", "row 1, column 0", "-Infinity");
  }

  @Test
  void readsRowsBack() {
    assertThat(row(floats, 1)).containsExactly(3, 4);
    assertThat(floats.values()).hasSize(6);
  }
}
