package org.ae4j.testkit;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Optimizer;

class OptimizerContractTest extends BrokenPromises {
  OptimizerContractTest() {
    super(OptimizerContract.class, Subject.class);
  }

  static class Subject extends OptimizerContract {
    @Override
    protected AutoencoderPlugin plugin() {
      return ToyPlugin.ofOptimizer(Momentum::new);
    }

    @Override
    protected Stream<String> optimizers() {
      return Stream.of("toy(factor=0.9)");
    }
  }

  private static final class Momentum implements Optimizer {
    private final double factor;
    private int calls;

    Momentum(double factor) {
      this.factor = factor;
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
      calls++;
      for (int i = from; i < to; i++) {
        double g = gradient[gradientOffset + i - from];
        if (breaks("letsNanThrough") && Double.isNaN(g)) {
          g = 0;
        }
        if (breaks("goesDownhill")) {
          g = -g;
        }
        if (breaks("threadsDoNotChangeABit")) {
          g += from;
        }
        if (breaks("remembersNothingItself")) {
          g /= calls;
        }
        state[0][i] = (float) (factor * state[0][i] + g);
        weights[i] -= (float) (rate * state[0][i]);
      }
      if (breaks("staysInItsRange") && to < weights.length) {
        weights[to] = 0;
      }
    }

    @Override
    public String toString() {
      return ToyPlugin.text(factor);
    }
  }
}
