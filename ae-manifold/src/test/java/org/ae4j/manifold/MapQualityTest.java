package org.ae4j.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.Autoencoders;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class MapQualityTest {
  private final Autoencoders engine = Samples.engine(2);
  private final FMatrixRMaj rows = Reference.matrix("rows");
  private final FMatrixRMaj points = Reference.matrix("points");

  @Test
  void agreesWithScikitLearn() {
    int[] labels = Arrays.stream(Reference.vector("labels")).mapToInt(v -> (int) v).toArray();

    assertThat(MapQuality.accuracy(points, labels, 10, engine))
        .isCloseTo(Reference.number("accuracy"), within(1e-12));
    assertThat(MapQuality.trustworthiness(rows, points, 5, 120, 1, engine))
        .isCloseTo(Reference.number("trustworthiness"), within(1e-9));
    assertThat(MapQuality.trustworthiness(rows, points, 12, 120, 1, engine))
        .isCloseTo(Reference.number("trustworthiness12"), within(1e-9));
  }

  @Test
  void comesNearWithASample() {
    double sampled = MapQuality.trustworthiness(rows, points, 5, 60, 1, engine);

    assertThat(sampled).isCloseTo(Reference.number("trustworthiness"), within(0.05));
    assertThat(sampled).isNotEqualTo(Reference.number("trustworthiness"));
    assertThat(MapQuality.trustworthiness(rows, points, 5, 60, 1, Samples.engine(16)))
        .isEqualTo(sampled);
  }

  @Test
  void refusesTooFewRows() {
    assertThatThrownBy(() -> MapQuality.trustworthiness(rows, points, 60, 120, 1, engine))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("more than 120 rows, got 120");
  }
}
