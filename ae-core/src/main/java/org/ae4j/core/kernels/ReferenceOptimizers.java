package org.ae4j.core.kernels;

/**
 * The optimizers of {@link ReferenceKernels}, each the formula in the interface's documentation.
 */
final class ReferenceOptimizers {

  private ReferenceOptimizers() {}

  static void sgd(float[] w, float[] g, int gOffset, int from, int to, float rate, float decay) {
    int shift = gOffset - from;
    float keep = 1 - decay;
    for (int i = from; i < to; i++) {
      w[i] = keep * w[i] - rate * g[i + shift];
    }
  }

  static void momentum(
      float[] w,
      float[] g,
      int gOffset,
      float[] v,
      int from,
      int to,
      float rate,
      float momentum,
      boolean nesterov,
      float decay) {
    int shift = gOffset - from;
    float keep = 1 - decay;
    for (int i = from; i < to; i++) {
      v[i] = flush(momentum * v[i] + g[i + shift]);
      float step = nesterov ? g[i + shift] + momentum * v[i] : v[i];
      w[i] = keep * w[i] - rate * step;
    }
  }

  static void rmsprop(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float rho,
      float epsilon,
      float decay) {
    int shift = gOffset - from;
    float keep = 1 - decay;
    for (int i = from; i < to; i++) {
      s[i] = flush(rho * s[i] + (1 - rho) * g[i + shift] * g[i + shift]);
      w[i] = keep * w[i] - rate * g[i + shift] / (root(s[i]) + epsilon);
    }
  }

  static void adagrad(
      float[] w,
      float[] g,
      int gOffset,
      float[] s,
      int from,
      int to,
      float rate,
      float epsilon,
      float decay) {
    int shift = gOffset - from;
    float keep = 1 - decay;
    for (int i = from; i < to; i++) {
      s[i] = flush(s[i] + g[i + shift] * g[i + shift]);
      w[i] = keep * w[i] - rate * g[i + shift] / (root(s[i]) + epsilon);
    }
  }

  static void adam(
      float[] w,
      float[] g,
      int gOffset,
      float[] m,
      float[] v,
      int from,
      int to,
      float rate,
      float beta1,
      float beta2,
      float correction1,
      float correction2,
      float epsilon,
      float decay) {
    int shift = gOffset - from;
    float keep = 1 - decay;
    for (int i = from; i < to; i++) {
      m[i] = flush(beta1 * m[i] + (1 - beta1) * g[i + shift]);
      v[i] = flush(beta2 * v[i] + (1 - beta2) * g[i + shift] * g[i + shift]);
      w[i] = keep * w[i] - rate * (m[i] * correction1) / (root(v[i] * correction2) + epsilon);
    }
  }

  private static float flush(float x) {
    return Math.abs(x) < Float.MIN_NORMAL ? 0f : x;
  }

  private static float root(float x) {
    return (float) Math.sqrt(x);
  }
}
