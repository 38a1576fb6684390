package org.ae4j.core.optimizer;

import org.ae4j.api.Expression;
import org.ae4j.api.Optimizer;
import org.ae4j.api.kernels.Kernels;

/**
 * Divides a moving average of the gradient by a moving root mean square of it, both corrected for
 * their start at zero (Kingma and Ba, 2015), with decoupled weight decay (Loshchilov and Hutter,
 * 2019).
 *
 * @param id {@code adam} or {@code adamw}, which differ in their default weight decay only
 */
record Adam(
    String id, double beta1, double beta2, double epsilon, double weightDecay, Kernels kernels)
    implements Optimizer {
  static final double DEFAULT_BETA1 = 0.9;
  static final double DEFAULT_BETA2 = 0.999;
  static final double DEFAULT_EPSILON = 1e-8;

  Adam {
    Ranges.checkAverage("beta1", beta1);
    Ranges.checkAverage("beta2", beta2);
    Ranges.checkEpsilon(epsilon);
    Ranges.checkDecay(weightDecay);
  }

  static double defaultDecay(String id) {
    return id.equals("adamw") ? 0.01 : 0;
  }

  @Override
  public int stateSize() {
    return 2;
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
    kernels.adam(
        weights,
        gradient,
        gradientOffset,
        state[0],
        state[1],
        from,
        to,
        (float) rate,
        (float) beta1,
        (float) beta2,
        (float) (1 / (1 - StrictMath.pow(beta1, (double) step))),
        (float) (1 / (1 - StrictMath.pow(beta2, (double) step))),
        (float) epsilon,
        (float) (rate * weightDecay));
  }

  @Override
  public String toString() {
    return Expression.builder(id)
        .argument("beta1", beta1, DEFAULT_BETA1)
        .argument("beta2", beta2, DEFAULT_BETA2)
        .argument("eps", epsilon, DEFAULT_EPSILON)
        .argument("weight_decay", weightDecay, defaultDecay(id))
        .toString();
  }
}
