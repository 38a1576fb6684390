package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Expression;
import org.ae4j.api.Loss;
import org.ae4j.api.ValueRange;
import org.ae4j.core.kernels.ReferenceKernels;
import org.ae4j.core.plugin.PluginLoader;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss of a plugin must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LossContract {
  private static final int LENGTH = 9;

  /** For subclasses. */
  protected LossContract() {}

  /** Returns the plugin that adds the losses. */
  protected abstract AutoencoderPlugin plugin();

  /** Returns text forms to test: each kind at least once, with arguments that matter. */
  protected abstract Stream<String> losses();

  /** Returns the range of the predictions to test with: above 0, which every loss takes. */
  protected ValueRange predictions() {
    return new ValueRange(0.2f, 2.2f);
  }

  /** The text form reads back as itself, a loss of the same value and gradient. */
  @ParameterizedTest
  @MethodSource("losses")
  public void readsBackWhatItWrites(String text) {
    Loss loss = loss(text);
    Loss same = loss(loss.toString());
    float[] target = target(loss, 18);
    float[] gradient = new float[LENGTH];
    float[] sameGradient = new float[LENGTH];
    double value = loss.row(LENGTH, prediction(17), 0, target, 0, 1, gradient, 0);

    Texts.assertReadsBack(loss, this::loss);
    assertThat(same.row(LENGTH, prediction(17), 0, target, 0, 1, sameGradient, 0))
        .as("value of '%s' read back", loss)
        .isEqualTo(value);
    Bits.assertSame("gradient of '" + loss + "' read back", sameGradient, gradient);
  }

  /** An argument that nobody asked for is refused, the nearest known one named. */
  @ParameterizedTest
  @MethodSource("losses")
  public void refusesUnknownArguments(String text) {
    String id = Expression.parse(text).name();

    Texts.assertRefusesUnknown(
        text, PluginLoader.of(plugin()).losses().get(id).usage(), this::loss);
  }

  /** The gradient is that of central differences, times the scale. */
  @ParameterizedTest
  @MethodSource("losses")
  public void gradientMatchesDifferences(String text) {
    Loss loss = loss(text);
    float[] prediction = prediction(1);
    float[] target = target(loss, 2);
    float[] gradient = new float[LENGTH];
    float[] ignored = new float[LENGTH];
    loss.row(LENGTH, prediction, 0, target, 0, 3f, gradient, 0);

    Differences.check(
        "prediction",
        prediction,
        gradient,
        1f / 64,
        LENGTH,
        () -> 3 * loss.row(LENGTH, prediction, 0, target, 0, 1f, ignored, 0));
  }

  /** The scale is for the gradient alone. */
  @ParameterizedTest
  @MethodSource("losses")
  public void scaleDoesNotChangeTheValue(String text) {
    Loss loss = loss(text);
    float[] gradient = new float[LENGTH];
    double one = loss.row(LENGTH, prediction(3), 0, target(loss, 4), 0, 1, gradient, 0);
    double tenth = loss.row(LENGTH, prediction(3), 0, target(loss, 4), 0, 0.1f, gradient, 0);

    assertThat(tenth).as("value at scale 0.1").isEqualTo(one);
  }

  /** Reads and writes the row at its offsets, and nothing beside it. */
  @ParameterizedTest
  @MethodSource("losses")
  public void staysInItsRow(String text) {
    Loss loss = loss(text);
    float[] expected = new float[LENGTH];
    float[] prediction = prediction(5);
    float[] target = target(loss, 6);
    double value = loss.row(LENGTH, prediction, 0, target, 0, 1, expected, 0);
    float[] wide = padded(prediction, 3);
    float[] wideTarget = padded(target, 2);
    float[] gradient = Values.filled(LENGTH + 4, 77f);
    double same = loss.row(LENGTH, wide, 3, wideTarget, 2, 1, gradient, 1);

    assertThat(same).as("value of the same row at other offsets").isEqualTo(value);
    Bits.assertSame("gradient", Arrays.copyOfRange(gradient, 1, LENGTH + 1), expected);
    assertThat(gradient[0]).as("what stood before the gradient").isEqualTo(77f);
    assertThat(gradient[LENGTH + 1]).as("what stood after the gradient").isEqualTo(77f);
    Bits.assertSame("predictions afterwards", wide, padded(prediction, 3));
    Bits.assertSame("targets afterwards", wideTarget, padded(target, 2));
  }

  /** The gradient may be written over the prediction. */
  @ParameterizedTest
  @MethodSource("losses")
  public void gradientMayOverwriteThePrediction(String text) {
    Loss loss = loss(text);
    float[] prediction = prediction(7);
    float[] target = target(loss, 8);
    float[] gradient = new float[LENGTH];
    double value = loss.row(LENGTH, prediction, 0, target, 0, 1, gradient, 0);
    double same = loss.row(LENGTH, prediction, 0, target, 0, 1, prediction, 0);

    assertThat(same).as("value").isEqualTo(value);
    Bits.assertSame("gradient over the prediction", prediction, gradient);
  }

  /** Many threads get what one gets. */
  @ParameterizedTest
  @MethodSource("losses")
  public void manyThreadsGetWhatOneGets(String text) {
    Loss loss = loss(text);
    float[] target = target(loss, 9);
    List<Runnable> tasks = new ArrayList<>();
    for (int thread = 0; thread < 5; thread++) {
      float[] prediction = prediction(10 + thread);
      float[] expected = new float[LENGTH];
      double value = loss.row(LENGTH, prediction, 0, target, 0, 1, expected, 0);
      tasks.add(
          () -> {
            float[] gradient = new float[LENGTH];
            for (int i = 0; i < 2000; i++) {
              double same = loss.row(LENGTH, prediction, 0, target, 0, 1, gradient, 0);
              assertThat(same).as("value among threads").isEqualTo(value);
              Bits.assertSame("gradient among threads", gradient, expected);
            }
          });
    }
    Parallel.run(tasks);
  }

  /** A prediction that is NaN makes the loss NaN, by which the engine finds it. */
  @ParameterizedTest
  @MethodSource("losses")
  public void letsNanThrough(String text) {
    Loss loss = loss(text);
    float[] prediction = prediction(15);
    prediction[4] = Float.NaN;

    assertThat(loss.row(LENGTH, prediction, 0, target(loss, 16), 0, 1, new float[LENGTH], 0))
        .as("value where a prediction is NaN")
        .isNaN();
  }

  private Loss loss(String text) {
    return PluginLoader.of(plugin()).loss(text, new ReferenceKernels());
  }

  private float[] prediction(long seed) {
    return Values.uniform(LENGTH, predictions().minimum(), predictions().maximum(), seed);
  }

  /** Stays between 0 and 1 where the loss takes that. */
  private static float[] target(Loss loss, long seed) {
    double from = loss.targetRange().map(r -> Math.max(0, r.minimum())).orElse(0f);
    double to = loss.targetRange().map(r -> Math.min(1, r.maximum())).orElse(1f);
    return from < to
        ? Values.uniform(LENGTH, from, to, seed)
        : Values.filled(LENGTH, loss.targetRange().orElseThrow().minimum());
  }

  private static float[] padded(float[] values, int before) {
    float[] padded = Values.filled(LENGTH + 5, -9f);
    System.arraycopy(values, 0, padded, before, LENGTH);
    return padded;
  }
}
