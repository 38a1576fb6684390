package org.ae4j.kernels.vector;

import static org.ae4j.kernels.vector.Ranges.assertClose;
import static org.ae4j.kernels.vector.Ranges.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.kernels.ReferenceKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorOptimizersTest {

  private final VectorKernels kernels = new VectorKernels();
  private final ReferenceKernels reference = new ReferenceKernels();
  private final SplittableRandom random = new SplittableRandom(3);

  /** One step of each optimizer; s and u are its state. */
  enum Step {
    SGD {
      @Override
      void run(
          Kernels k, float[] w, float[] g, int gOffset, float[] s, float[] u, int from, int to) {
        k.sgd(w, g, gOffset, from, to, 0.1f, 0.01f);
      }
    },
    MOMENTUM {
      @Override
      void run(
          Kernels k, float[] w, float[] g, int gOffset, float[] s, float[] u, int from, int to) {
        k.momentum(w, g, gOffset, s, from, to, 0.1f, 0.9f, false, 0.01f);
      }
    },
    NESTEROV {
      @Override
      void run(
          Kernels k, float[] w, float[] g, int gOffset, float[] s, float[] u, int from, int to) {
        k.momentum(w, g, gOffset, s, from, to, 0.1f, 0.9f, true, 0.01f);
      }
    },
    RMSPROP {
      @Override
      void run(
          Kernels k, float[] w, float[] g, int gOffset, float[] s, float[] u, int from, int to) {
        k.rmsprop(w, g, gOffset, s, from, to, 0.1f, 0.9f, 1e-7f, 0.01f);
      }
    },
    ADAGRAD {
      @Override
      void run(
          Kernels k, float[] w, float[] g, int gOffset, float[] s, float[] u, int from, int to) {
        k.adagrad(w, g, gOffset, s, from, to, 0.1f, 1e-7f, 0.01f);
      }
    },
    ADAM {
      @Override
      void run(
          Kernels k, float[] w, float[] g, int gOffset, float[] s, float[] u, int from, int to) {
        k.adam(w, g, gOffset, u, s, from, to, 0.1f, 0.9f, 0.999f, 2f, 30f, 1e-7f, 0.01f);
      }
    };

    abstract void run(
        Kernels k, float[] w, float[] g, int gOffset, float[] s, float[] u, int from, int to);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void updatesLikeTheReference(Step step) {
    for (int length = 0; length <= 100; length++) {
      float[] w = Ranges.gaussian(random, length, 1);
      float[] g = Ranges.gaussian(random, length, 1);
      float[] s = Ranges.uniform(random, length);
      float[] u = Ranges.gaussian(random, length, 1);
      float[] part = new float[length + 5];
      System.arraycopy(g, 3, part, 5, length);
      float[] w2 = w.clone();
      float[] s2 = s.clone();
      float[] u2 = u.clone();
      for (int i = 0; i < 3; i++) {
        step.run(reference, w, g, 3, s, u, 3, 3 + length);
        step.run(kernels, w2, part, 5, s2, u2, 3, 3 + length);
      }
      assertClose(w2, w, 1e-6, 1e-6);
      assertClose(s2, s, 1e-6, 1e-6);
      assertClose(u2, u, 1e-6, 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void theBitsDoNotDependOnHowTheRangeIsSplit(Step step) {
    int length = 77;
    float[] w = Ranges.gaussian(random, length, 1);
    float[] g = Ranges.gaussian(random, length, 1);
    float[] s = Ranges.uniform(random, length);
    float[] u = Ranges.gaussian(random, length, 1);
    g[10] = Float.NaN;
    g[11] = 0f;
    s[11] = 0f;
    for (int split = 0; split <= length; split++) {
      float[] w1 = w.clone();
      float[] s1 = s.clone();
      float[] u1 = u.clone();
      step.run(kernels, w1, g, 3, s1, u1, 3, 3 + length);
      float[] w2 = w.clone();
      float[] s2 = s.clone();
      float[] u2 = u.clone();
      step.run(kernels, w2, g, 3, s2, u2, 3, 3 + split);
      step.run(kernels, w2, g, 3 + split, s2, u2, 3 + split, 3 + length);
      assertSameBits(w2, w1, "weights split at " + split);
      assertSameBits(s2, s1, "state split at " + split);
      assertSameBits(u2, u1, "state split at " + split);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "SGD")
  void whatIsRememberedIsNeverSubnormal(Step step) {
    for (Kernels k : List.of(kernels, reference)) {
      float[] w = Ranges.gaussian(random, 77, 1);
      float[] g = new float[w.length];
      float[] s = new float[w.length];
      float[] u = new float[w.length];
      for (int i = 0; i < s.length; i++) {
        s[i] = random.nextFloat() * 10 * Float.MIN_NORMAL;
        u[i] = (random.nextBoolean() ? 1 : -1) * s[i];
      }
      u[0] = Float.NaN;
      step.run(k, w, g, 0, s, u, 0, s.length - 6);
      int kept = 0;
      for (int i = 1; i < s.length - 6; i++) {
        for (float x : new float[] {s[i], step == Step.ADAM ? u[i] : 0}) {
          assertThat(x == 0 || Math.abs(x) >= Float.MIN_NORMAL).as("%s at %s", x, i).isTrue();
          kept += x == 0 ? 0 : 1;
        }
      }
      assertThat(kept).isGreaterThan(30);
      assertThat(u[0]).isNaN();
    }
  }
}
