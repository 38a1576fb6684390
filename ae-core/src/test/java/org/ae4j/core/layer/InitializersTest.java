package org.ae4j.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitializersTest {
  private static final int ROWS = 300;
  private static final int COLUMNS = 100;

  private static float[] draw(String name, int rows, int columns, long seed) {
    float[] values = new float[rows * columns];
    Initializers.fill(name, values, rows, columns, RandomStream.of(seed));
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "glorot_uniform, 0.005",
    "glorot_normal, 0.005",
    "he_uniform, 0.0066667",
    "he_normal, 0.0066667",
    "lecun_uniform, 0.0033333",
    "lecun_normal, 0.0033333",
    "uniform_fan_in, 0.0011111",
    "orthogonal, 0.0033333",
    "zeros, 0"
  })
  void haveTheVarianceTheyPromise(String name, double variance) {
    double sum = 0;
    double squares = 0;
    for (float value : draw(name, ROWS, COLUMNS, 1)) {
      sum += value;
      squares += value * value;
    }
    int count = ROWS * COLUMNS;

    assertThat(sum / count).isCloseTo(0, within(5 * Math.sqrt(variance / count) + 1e-12));
    assertThat(squares / count).isCloseTo(variance, within(0.05 * variance + 1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "glorot_uniform, 0.122474",
    "he_uniform, 0.141421",
    "lecun_uniform, 0.1",
    "uniform_fan_in, 0.057735"
  })
  void uniformOnesFillTheirRange(String name, double limit) {
    float least = 0;
    float most = 0;
    for (float value : draw(name, ROWS, COLUMNS, 2)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    assertThat((double) most).isCloseTo(limit, within(0.001 * limit)).isLessThan(1.00001 * limit);
    assertThat((double) least).isCloseTo(-limit, within(0.001 * limit));
  }

  @ParameterizedTest
  @MethodSource("org.ae4j.core.layer.Initializers#names")
  void sameStreamGivesTheSameBits(String name) {
    float[] values = draw(name, 7, 5, 3);

    assertThat(draw(name, 7, 5, 3)).containsExactly(values);
    if (!name.equals("zeros") && !name.equals("ones")) {
      assertThat(draw(name, 7, 5, 4)).isNotEqualTo(values);
    }
  }

  @Test
  void onesAreOnes() {
    assertThat(draw("ones", 3, 2, 5)).containsOnly(1f);
  }

  @ParameterizedTest
  @CsvSource({"40, 9", "9, 40", "12, 12", "1, 6", "6, 1"})
  void orthogonalOnesAreOrthonormal(int rows, int columns) {
    float[] values = draw("orthogonal", rows, columns, 6);
    boolean tall = rows >= columns;
    int count = Math.min(rows, columns);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          int first = tall ? i * columns + a : a * columns + i;
          int second = tall ? i * columns + b : b * columns + i;
          dot += (double) values[first] * values[second];
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "relu, he_uniform",
    "leaky_relu, he_uniform",
    "elu, he_uniform",
    "gelu, he_uniform",
    "silu, he_uniform",
    "softplus, he_uniform",
    "selu, lecun_normal",
    "linear, glorot_uniform",
    "sigmoid, glorot_uniform",
    "tanh, glorot_uniform",
    "softmax, glorot_uniform"
  })
  void suitTheActivationThatFollows(String activation, String initializer) {
    assertThat(Initializers.automatic(Optional.of(activation))).isEqualTo(initializer);
  }

  @Test
  void glorotIsForNoActivation() {
    assertThat(Initializers.automatic(Optional.empty())).isEqualTo("glorot_uniform");
  }

  @Test
  void unknownNameGetsTheNearest() {
    assertThatThrownBy(() -> draw("glorot_unifrom", 2, 2, 7))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "unknown initializer 'glorot_unifrom'; did you mean 'glorot_uniform'?");
  }
}
