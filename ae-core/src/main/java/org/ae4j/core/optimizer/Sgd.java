package org.ae4j.core.optimizer;

import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Optimizer;
import org.ae4j.api.kernels.Kernels;

/** Goes down the gradient, with momentum if wanted (Sutskever et al., 2013). */
record Sgd(double momentum, boolean nesterov, double weightDecay, Kernels kernels)
    implements Optimizer {
  static final double DEFAULT_MOMENTUM = 0.9;

  Sgd {
    Ranges.checkAverage("momentum", momentum);
    Ranges.checkDecay(weightDecay);
    if (nesterov && momentum == 0) {
      throw new ConfigurationException("nesterov=true needs momentum, for example momentum=0.9");
    }
  }

  @Override
  public int stateSize() {
    return momentum == 0 ? 0 : 1;
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
    float decay = (float) (rate * weightDecay);
    if (momentum == 0) {
      kernels.sgd(weights, gradient, gradientOffset, from, to, (float) rate, decay);
    } else {
      kernels.momentum(
          weights,
          gradient,
          gradientOffset,
          state[0],
          from,
          to,
          (float) rate,
          (float) momentum,
          nesterov,
          decay);
    }
  }

  @Override
  public String toString() {
    return Expression.builder("sgd")
        .argument("momentum", momentum, 0.0)
        .argument("nesterov", nesterov, false)
        .argument("weight_decay", weightDecay, 0.0)
        .toString();
  }
}
