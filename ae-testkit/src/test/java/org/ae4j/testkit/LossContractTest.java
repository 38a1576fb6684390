package org.ae4j.testkit;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Loss;

class LossContractTest extends BrokenPromises {
  LossContractTest() {
    super(LossContract.class, Subject.class);
  }

  static class Subject extends LossContract {
    @Override
    protected AutoencoderPlugin plugin() {
      return ToyPlugin.ofLoss(factor -> new Squares(factor, Thread.currentThread()));
    }

    @Override
    protected Stream<String> losses() {
      return Stream.of("toy(factor=3)");
    }
  }

  private record Squares(double factor, Thread maker) implements Loss {
    @Override
    public double row(
        int length,
        float[] prediction,
        int predictionOffset,
        float[] target,
        int targetOffset,
        float scale,
        float[] gradient,
        int gradientOffset) {
      if (breaks("gradientMayOverwriteThePrediction")) {
        gradient[gradientOffset] = 0;
      }
      if (breaks("staysInItsRow") && gradientOffset > 0) {
        gradient[gradientOffset - 1] = 0;
      }
      double value = breaks("manyThreadsGetWhatOneGets") && maker != Thread.currentThread() ? 1 : 0;
      for (int i = 0; i < length; i++) {
        double d = prediction[predictionOffset + i] - target[targetOffset + i];
        if (breaks("letsNanThrough") && Double.isNaN(d)) {
          d = 0;
        }
        value += factor * d * d;
        double wrong = breaks("gradientMatchesDifferences") ? 1.02 : 1;
        gradient[gradientOffset + i] = (float) (wrong * scale * 2 * factor * d);
      }
      return breaks("scaleDoesNotChangeTheValue") ? value * scale : value;
    }

    @Override
    public String toString() {
      return ToyPlugin.text(factor);
    }
  }
}
