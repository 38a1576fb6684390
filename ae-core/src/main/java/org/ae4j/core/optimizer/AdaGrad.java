package org.ae4j.core.optimizer;

import org.ae4j.api.Expression;
import org.ae4j.api.Optimizer;
import org.ae4j.api.kernels.Kernels;

/** Divides each step by the root of all squared gradients so far (Duchi et al., 2011). */
record AdaGrad(double epsilon, double weightDecay, Kernels kernels) implements Optimizer {
  static final double DEFAULT_EPSILON = 1e-7;

  AdaGrad {
    Ranges.checkEpsilon(epsilon);
    Ranges.checkDecay(weightDecay);
  }

  @Override
  public int stateSize() {
    return 1;
  }

  @Override
  public double defaultRate() {
    return 1e-2;
  }

  @Override
  public void update(
      long step,
      double rate,
      float[] weights,
      float[] gradient,
      int gradientOffset,
      float[][] state,
      int from,
      int to) {
    kernels.adagrad(
        weights,
        gradient,
        gradientOffset,
        state[0],
        from,
        to,
        (float) rate,
        (float) epsilon,
        (float) (rate * weightDecay));
  }

  @Override
  public String toString() {
    return Expression.builder("adagrad")
        .argument("eps", epsilon, DEFAULT_EPSILON)
        .argument("weight_decay", weightDecay, 0.0)
        .toString();
  }
}
