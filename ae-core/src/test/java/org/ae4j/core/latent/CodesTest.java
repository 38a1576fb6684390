package org.ae4j.core.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Generative;
import org.ae4j.api.ShapeException;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class CodesTest {
  private static final float[] EAST = {2, 0};
  private static final float[] NORTH = {0, 2};

  @Test
  void drawsStandardNormalCodesBySeed() {
    FMatrixRMaj codes = Codes.prior(5000, 2, 4);

    double sum = 0;
    double squares = 0;
    for (float value : codes.data) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum / 10_000).isCloseTo(0, offset(0.03));
    assertThat(squares / 10_000).isCloseTo(1, offset(0.05));
    assertThat(Codes.prior(5000, 2, 4).data).isEqualTo(codes.data);
    assertThat(Codes.prior(5000, 2, 5).data).isNotEqualTo(codes.data);
  }

  @Test
  void drawsTheSameCodeOfARowHoweverRowsAreCut() {
    FMatrixRMaj mean = new FMatrixRMaj(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    FMatrixRMaj logVariance = new FMatrixRMaj(new float[][] {{0, -1}, {0, 0.5f}, {-40, -40}});
    Generative.Posterior all = new Generative.Posterior(mean, logVariance);
    Generative.Posterior second =
        new Generative.Posterior(
            new FMatrixRMaj(new float[][] {{3, 4}}), new FMatrixRMaj(new float[][] {{0, 0.5f}}));

    FMatrixRMaj codes = Codes.posterior(all, 10, 2, 7);

    assertThat(Codes.posterior(second, 11, 2, 7).data)
        .isEqualTo(Arrays.copyOfRange(codes.data, 2, 4));
    assertThat(Codes.posterior(second, 11, 3, 7).data)
        .isNotEqualTo(Arrays.copyOfRange(codes.data, 2, 4));
    assertThat(codes.data[4]).isCloseTo(5, offset(1e-6f));
  }

  @Test
  void goesStraight() {
    FMatrixRMaj codes = Codes.linear(EAST, NORTH, 3);

    assertThat(codes.data).containsExactly(2, 0, 1, 1, 0, 2);
  }

  @Test
  void goesAroundTheOrigin() {
    FMatrixRMaj codes = Codes.spherical(EAST, NORTH, 3);

    float half = (float) Math.sqrt(2);
    assertThat(codes.data).containsExactly(new float[] {2, 0, half, half, 0, 2}, offset(1e-6f));
  }

  @Test
  void joinsParallelCodesByAStraightLine() {
    assertThat(Codes.spherical(EAST, new float[] {4, 0}, 3).data).containsExactly(2, 0, 3, 0, 4, 0);
    assertThat(Codes.spherical(EAST, new float[] {-2, 0}, 3).data)
        .containsExactly(2, 0, 0, 0, -2, 0);
    assertThat(Codes.spherical(new float[2], NORTH, 2).data).containsExactly(0, 0, 0, 2);
  }

  @Test
  void changesOneUnit() {
    FMatrixRMaj codes = Codes.traversal(new float[] {7, 8, 9}, 1, -3, 3, 3);

    assertThat(codes.data).containsExactly(7, -3, 9, 7, 0, 9, 7, 3, 9);
  }

  @Test
  void refusesWhatMakesNoPath() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Codes.linear(EAST, NORTH, 1))
        .withMessageContaining("steps must be at least 2");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> Codes.linear(EAST, new float[3], 4));
  }
}
