package org.ae4j.core.optimizer;

import org.ae4j.api.Expression;
import org.ae4j.api.Optimizer;
import org.ae4j.api.kernels.Kernels;

/** Divides each step by a moving root mean square of the gradient (Tieleman and Hinton, 2012). */
record RmsProp(double rho, double epsilon, double weightDecay, Kernels kernels)
    implements Optimizer {
  static final double DEFAULT_RHO = 0.9;
  static final double DEFAULT_EPSILON = 1e-7;

  RmsProp {
    Ranges.checkAverage("rho", rho);
    Ranges.checkEpsilon(epsilon);
    Ranges.checkDecay(weightDecay);
  }

  @Override
  public int stateSize() {
    return 1;
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
    kernels.rmsprop(
        weights,
        gradient,
        gradientOffset,
        state[0],
        from,
        to,
        (float) rate,
        (float) rho,
        (float) epsilon,
        (float) (rate * weightDecay));
  }

  @Override
  public String toString() {
    return Expression.builder("rmsprop")
        .argument("rho", rho, DEFAULT_RHO)
        .argument("eps", epsilon, DEFAULT_EPSILON)
        .argument("weight_decay", weightDecay, 0.0)
        .toString();
  }
}
