package org.ae4j.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import java.util.Map;
import java.util.stream.IntStream;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.junit.jupiter.api.Test;

class DivergenceTest {

  @Test
  void weighsByBetaAlone() {
    Divergence plain = Divergence.read(new Arguments("test", Map.of()));

    assertThat(plain.weight(1)).isEqualTo(1);
    assertThat(plain.isWeighted()).isFalse();
    assertThat(new Divergence(4, 0, 1, 0).weight(7)).isEqualTo(4);
    assertThat(new Divergence(4, 0, 1, 0).isWeighted()).isTrue();
  }

  @Test
  void warmsUpLinearly() {
    assertThat(weights(new Divergence(2, 4, 1, 0), 7))
        .containsExactly(new double[] {0.5, 1, 1.5, 2, 2, 2, 2}, offset(1e-12));
  }

  @Test
  void repeatsTheWarmUpInCycles() {
    assertThat(weights(new Divergence(1, 2, 2, 0), 10))
        .containsExactly(new double[] {0.5, 1, 1, 1, 0.5, 1, 1, 1, 1, 1}, offset(1e-12));
  }

  @Test
  void leavesFreeBitsAlone() {
    Divergence divergence = new Divergence(1, 0, 1, 0.5);

    assertThat(divergence.charged(0.2)).isEqualTo(0.5);
    assertThat(divergence.charged(0.7)).isEqualTo(0.7);
    assertThat(divergence.holdsBack(0.2)).isFalse();
    assertThat(divergence.holdsBack(0.7)).isTrue();
    assertThat(divergence.isWeighted()).isTrue();
  }

  @Test
  void refusesCyclesWithoutWarmUp() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new Divergence(1, 0, 3, 0))
        .withMessageContaining("kl_warmup");
  }

  private static double[] weights(Divergence divergence, int epochs) {
    return IntStream.rangeClosed(1, epochs).mapToDouble(divergence::weight).toArray();
  }
}
