package org.ae4j.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepulsionTest {
  @ParameterizedTest
  @CsvSource({
    "grid, 600, 1e-4, 0.02",
    "grid, 600, 1e-2, 0.02",
    "grid, 600, 1, 0.02",
    "grid, 600, 20, 0.03",
    "grid, 600, 80, 0.04",
    "grid, 3000, 150, 0.03",
    "tree, 600, 1e-4, 0.04",
    "tree, 600, 20, 0.04",
    "tree, 600, 80, 0.04"
  })
  void comesNearTheSumOverAllPairs(String kind, int count, double span, double tolerance) {
    float[] points = Samples.plane(count, span, 5);
    double[] exact = new double[2 * count];
    double normalizer = exact(points, exact);
    float[] forces = new float[2 * count];

    double found;
    try (Workers workers = new Workers(1)) {
      found = of(kind, workers).apply(points, forces);
    }

    double error = 0;
    double size = 0;
    for (int i = 0; i < exact.length; i++) {
      error += (forces[i] - exact[i]) * (forces[i] - exact[i]);
      size += exact[i] * exact[i];
    }
    assertThat(Math.sqrt(error / size)).isLessThan(tolerance);
    assertThat(found).isCloseTo(normalizer, within(0.03 * normalizer));
  }

  @ParameterizedTest
  @CsvSource({"grid", "tree"})
  void comesNearNumPy(String kind) {
    FMatrixRMaj points = Reference.matrix("points");
    FMatrixRMaj expected = Reference.matrix("forces");
    float[] forces = new float[points.data.length];

    double found;
    try (Workers workers = new Workers(2)) {
      found = of(kind, workers).apply(points.data, forces);
    }

    for (int i = 0; i < forces.length; i++) {
      assertThat(forces[i]).isCloseTo(expected.data[i], within(0.12f));
    }
    double normalizer = Reference.number("normalizer");
    assertThat(found).isCloseTo(normalizer, within(0.02 * normalizer));
  }

  @Test
  void takesPointsInOnePlace() {
    float[] points = new float[40];
    float[] forces = new float[40];

    try (Workers workers = new Workers(1)) {
      assertThat(new TreeRepulsion(workers).apply(points, forces)).isEqualTo(20 * 19);
      assertThat(forces).containsOnly(0f);
      assertThat(new GridRepulsion(workers).apply(points, forces)).isCloseTo(20 * 19, within(1.0));
    }
  }

  private static Repulsion of(String kind, Workers workers) {
    return kind.equals("grid") ? new GridRepulsion(workers) : new TreeRepulsion(workers);
  }

  private static double exact(float[] points, double[] forces) {
    double sum = 0;
    for (int i = 0; i < points.length; i += 2) {
      for (int j = 0; j < points.length; j += 2) {
        double dx = (double) points[i] - points[j];
        double dy = (double) points[i + 1] - points[j + 1];
        double q = 1 / (1 + dx * dx + dy * dy);
        sum += i == j ? 0 : q;
        forces[i] += q * q * dx;
        forces[i + 1] += q * q * dy;
      }
    }
    return sum;
  }
}
