package org.ae4j.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ae4j.api.NumericalException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.training.Workers;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private final Autoencoders engine = Samples.engine(2);

  @Test
  void agreesWithScikitLearn() {
    FMatrixRMaj expected = Reference.matrix("neighbours");
    FMatrixRMaj conditional = Reference.matrix("conditional");

    try (Workers workers = new Workers(2)) {
      Neighbours found = Neighbours.within(Reference.matrix("rows"), 30, engine.kernels(), workers);
      for (int i = 0; i < found.index().length; i++) {
        assertThat(found.index()[i]).isEqualTo((int) expected.data[i]);
      }
      Affinities weighed = Affinities.conditional(found, 10, workers);
      assertThat(weighed.weights()).containsExactly(conditional.data, within(1e-4f));
    }
  }

  @Test
  void findsTheSameAsAScanOfManyRows() {
    FMatrixRMaj rows = Samples.groups(2500, 7, 5, 3);
    int[] asked = {0, 1, 1200, 2499};

    try (Workers workers = new Workers(2)) {
      Neighbours found = Neighbours.within(rows, 15, engine.kernels(), workers);
      for (int row : asked) {
        int[] expected =
            java.util.stream.IntStream.range(0, rows.numRows)
                .filter(other -> other != row)
                .boxed()
                .sorted(
                    java.util.Comparator.comparingDouble(
                        other -> SquaredDistances.of(rows, row, rows, other)))
                .limit(15)
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(java.util.Arrays.copyOfRange(found.index(), row * 15, row * 15 + 15))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void ordersEqualRowsByIndex() {
    FMatrixRMaj rows = new FMatrixRMaj(6, 2);
    rows.set(5, 0, 1);

    try (Workers workers = new Workers(1)) {
      Neighbours found = Neighbours.within(rows, 4, engine.kernels(), workers);
      assertThat(java.util.Arrays.copyOf(found.index(), 4)).containsExactly(1, 2, 3, 4);
      assertThat(found.squares()).contains(0f, 1f);
    }
  }

  @Test
  void refusesDistancesThatNoFloatHolds() {
    FMatrixRMaj rows = new FMatrixRMaj(5, 1);
    rows.data[0] = 3e38f;

    try (Workers workers = new Workers(1)) {
      assertThatThrownBy(() -> Neighbours.within(rows, 2, engine.kernels(), workers))
          .isInstanceOf(NumericalException.class)
          .hasMessageContaining("exceed what floats can hold");
    }
  }

  @Test
  void makesAffinitiesSymmetricWithSumOne() {
    try (Workers workers = new Workers(1)) {
      Affinities affinities =
          Affinities.conditional(
                  Neighbours.within(Reference.matrix("rows"), 9, engine.kernels(), workers),
                  3,
                  workers)
              .symmetric();
      double sum = 0;
      double[][] dense = new double[120][120];
      for (int row = 0; row < 120; row++) {
        for (int e = affinities.starts()[row]; e < affinities.starts()[row + 1]; e++) {
          sum += affinities.weights()[e];
          dense[row][affinities.index()[e]] += affinities.weights()[e];
        }
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      for (int i = 0; i < 120; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(dense[i][j]).isEqualTo(dense[j][i]);
        }
      }
    }
  }
}
