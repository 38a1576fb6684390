package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Expression;
import org.ae4j.api.Optimizer;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.plugin.PluginLoader;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer of a plugin must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OptimizerContract {
  private static final int WEIGHTS = 50;
  private static final int STEPS = 6;

  /** For subclasses. */
  protected OptimizerContract() {}

  /** Returns the plugin that adds the optimizers. */
  protected abstract AutoencoderPlugin plugin();

  /** Returns text forms to test: each kind at least once, with arguments that matter. */
  protected abstract Stream<String> optimizers();

  /** The text form reads back as itself, an optimizer that takes the same steps. */
  @ParameterizedTest
  @MethodSource("optimizers")
  public void readsBackWhatItWrites(String text) {
    Optimizer optimizer = optimizer(text);
    Run run = new Run(optimizer);
    Run same = new Run(optimizer(optimizer.toString()));
    run.take(1, STEPS, 1);
    same.take(1, STEPS, 1);

    Texts.assertReadsBack(optimizer, this::optimizer);
    Bits.assertSame("weights of '" + optimizer + "' read back", same.weights, run.weights);
  }

  /** An argument that nobody asked for is refused, the nearest known one named. */
  @ParameterizedTest
  @MethodSource("optimizers")
  public void refusesUnknownArguments(String text) {
    String id = Expression.parse(text).name();

    Texts.assertRefusesUnknown(
        text, PluginLoader.of(plugin()).optimizers().get(id).usage(), this::optimizer);
  }

  /** Weights split among 2 or 5 threads get the same bits as all at once. */
  @ParameterizedTest
  @MethodSource("optimizers")
  public void threadsDoNotChangeABit(String text) {
    Run whole = new Run(optimizer(text));
    whole.take(1, STEPS, 1);
    for (int threads : new int[] {2, 5}) {
      Run parts = new Run(optimizer(text));
      parts.take(1, STEPS, threads);
      Bits.assertSame("weights after " + threads + " threads", parts.weights, whole.weights);
    }
  }

  /** All it remembers is in the state: another instance goes on with it. */
  @ParameterizedTest
  @MethodSource("optimizers")
  public void remembersNothingItself(String text) {
    Run whole = new Run(optimizer(text));
    whole.take(1, STEPS, 1);
    Run run = new Run(optimizer(text));
    run.take(1, STEPS / 2, 1);
    run.optimizer = optimizer(text);
    run.take(STEPS / 2 + 1, STEPS, 1);

    Bits.assertSame("weights after going on with another instance", run.weights, whole.weights);
  }

  /** Changes the weights in its range, and neither others nor the gradient. */
  @ParameterizedTest
  @MethodSource("optimizers")
  public void staysInItsRange(String text) {
    Run run = new Run(optimizer(text));
    float[] before = run.weights.clone();
    float[] gradient = Values.normal(WEIGHTS, 1);
    run.optimizer.update(1, 0.1, run.weights, gradient, 10, run.state, 10, 20);

    Bits.assertSame("weights before the range", run.weights, before, 0, 10);
    Bits.assertSame("weights after the range", run.weights, before, 20, WEIGHTS);
    for (float[] state : run.state) {
      Bits.assertSame("state before the range", state, new float[WEIGHTS], 0, 10);
      Bits.assertSame("state after the range", state, new float[WEIGHTS], 20, WEIGHTS);
    }
    Bits.assertSame("gradient afterwards", gradient, Values.normal(WEIGHTS, 1));
    assertThat(run.weights).as("weights of the range").isNotEqualTo(before);
  }

  /** At its default rate the sum of squares becomes smaller. */
  @ParameterizedTest
  @MethodSource("optimizers")
  public void goesDownhill(String text) {
    Run run = new Run(optimizer(text));
    double before = sumOfSquares(run.weights);
    for (int step = 1; step <= 100; step++) {
      run.optimizer.update(
          step,
          run.optimizer.defaultRate(),
          run.weights,
          run.weights.clone(),
          0,
          run.state,
          0,
          WEIGHTS);
    }

    assertThat(run.optimizer.defaultRate()).as("default rate").isPositive().isFinite();
    assertThat(sumOfSquares(run.weights)).as("sum of squares after 100 steps").isLessThan(before);
  }

  /** A gradient that is NaN makes its weight NaN, by which the engine finds it. */
  @ParameterizedTest
  @MethodSource("optimizers")
  public void letsNanThrough(String text) {
    Run run = new Run(optimizer(text));
    float[] gradient = Values.normal(WEIGHTS, 1);
    gradient[3] = Float.NaN;
    run.optimizer.update(1, 0.1, run.weights, gradient, 0, run.state, 0, WEIGHTS);

    assertThat(run.weights[3]).as("weight whose gradient is NaN").isNaN();
    assertThat(run.weights[4]).as("weight beside it").isFinite();
  }

  private Optimizer optimizer(String text) {
    return PluginLoader.of(plugin()).optimizer(text, new ReferenceKernels());
  }

  private static double sumOfSquares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  /** Weights and state on their way. */
  private static final class Run {
    private Optimizer optimizer;
    private final float[] weights = Values.normal(WEIGHTS, 0);
    private final float[][] state;

    Run(Optimizer optimizer) {
      this.optimizer = optimizer;
      this.state = new float[optimizer.stateSize()][WEIGHTS];
    }

    void take(int fromStep, int toStep, int threads) {
      for (int step = fromStep; step <= toStep; step++) {
        int number = step;
        float[] gradient = Values.normal(WEIGHTS, step);
        Parallel.split(
            WEIGHTS,
            1,
            threads,
            (from, to) -> {
              float[] part = Arrays.copyOfRange(gradient, from, to);
              optimizer.update(number, 0.01, weights, part, 0, state, from, to);
            });
      }
    }
  }
}
