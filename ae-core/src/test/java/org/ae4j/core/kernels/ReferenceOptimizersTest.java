package org.ae4j.core.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One step of each optimizer by hand, on the middle one of three weights. */
class ReferenceOptimizersTest {

  private final ReferenceKernels kernels = new ReferenceKernels();
  private final float[] w = {7, 2, 7};
  private final float[] g = {5, 5, 3};

  @AfterEach
  void othersAreUntouched() {
    assertThat(new float[] {w[0], w[2], g[0], g[1], g[2]}).containsExactly(7, 7, 5, 5, 3);
  }

  @Test
  void sgd() {
    kernels.sgd(w, g, 2, 1, 2, 0.1f, 0.25f);
    assertThat(w[1]).isCloseTo(1.5f - 0.3f, within(1e-6f));
  }

  @Test
  void momentum() {
    float[] v = {1, 4, 1};
    kernels.momentum(w, g, 2, v, 1, 2, 0.1f, 0.5f, false, 0.25f);
    assertThat(v).containsExactly(1, 5, 1);
    assertThat(w[1]).isCloseTo(1.5f - 0.5f, within(1e-6f));
  }

  @Test
  void nesterov() {
    float[] v = {1, 4, 1};
    kernels.momentum(w, g, 2, v, 1, 2, 0.1f, 0.5f, true, 0.25f);
    assertThat(v).containsExactly(1, 5, 1);
    assertThat(w[1]).isCloseTo(1.5f - 0.55f, within(1e-6f));
  }

  @Test
  void rmsprop() {
    float[] s = {1, 23, 1};
    kernels.rmsprop(w, g, 2, s, 1, 2, 0.1f, 0.5f, 1f, 0.25f);
    assertThat(s).containsExactly(1, 16, 1);
    assertThat(w[1]).isCloseTo(1.5f - 0.3f / 5, within(1e-6f));
  }

  @Test
  void adagrad() {
    float[] s = {1, 7, 1};
    kernels.adagrad(w, g, 2, s, 1, 2, 0.1f, 1f, 0.25f);
    assertThat(s).containsExactly(1, 16, 1);
    assertThat(w[1]).isCloseTo(1.5f - 0.3f / 5, within(1e-6f));
  }

  @Test
  void adam() {
    float[] m = {1, 1, 1};
    float[] v = {1, 5, 1};
    kernels.adam(w, g, 2, m, v, 1, 2, 0.1f, 0.5f, 0.75f, 2f, 1.5f, 1f, 0.25f);
    assertThat(m).containsExactly(1, 2, 1);
    assertThat(v).containsExactly(1, 6, 1);
    assertThat(w[1]).isCloseTo(1.5f - 0.1f * 4 / 4, within(1e-6f));
  }
}
