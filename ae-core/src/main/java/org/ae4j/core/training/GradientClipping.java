package org.ae4j.core.training;

/**
 * Bounds gradients before an update.
 *
 * @param norm the greatest length of all gradients together, which are scaled down to it (Pascanu
 *     et al., 2013); 0 for none
 * @param value the greatest magnitude of each element, 0 for none
 */
record GradientClipping(double norm, double value) {

  void clip(float[] gradient, int from, int to, float factor) {
    if (factor != 1) {
      for (int i = from; i < to; i++) {
        gradient[i] *= factor;
      }
    }
    if (value > 0) {
      float bound = (float) value;
      for (int i = from; i < to; i++) {
        gradient[i] = Math.max(-bound, Math.min(bound, gradient[i]));
      }
    }
  }
}
