package org.ae4j.denoising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.Expression;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorruptionsTest {
  private static final int ROWS = 400;
  private static final Shape IMAGE = Shape.image(3, 9, 11);
  private static final Shape SEQUENCE = Shape.sequence(3, 99);
  private static final long KEY = RandomStream.of(3).substreamKey(1);

  @Test
  void gaussianAddsNoiseOfItsDeviationToEachColumnAlike() {
    FMatrixRMaj clean = rows(Shape.features(101), ROWS);
    FMatrixRMaj noisy = run(make("gaussian(0.5)", Shape.features(101), "standard"), clean, KEY);
    double sum = 0;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < noisy.data.length; i++) {
      double noise = noisy.data[i] - clean.data[i];
      sum += noise;
      squares += noise * noise;
      products += i == 0 ? 0 : noise * (noisy.data[i - 1] - clean.data[i - 1]);
    }
    int n = noisy.data.length;
    double error = 4 / Math.sqrt(n);

    assertThat(sum / n).isEqualTo(0, within(0.5 * error));
    assertThat(squares / n).isEqualTo(0.25, within(0.25 * Math.sqrt(2) * error));
    assertThat(products / n).isEqualTo(0, within(0.25 * error));
  }

  @Test
  void gaussianClipsWhereScalingBoundsTheValues() {
    FMatrixRMaj clean = rows(IMAGE, ROWS);

    FMatrixRMaj clipped = run(make("gaussian(0.5)", IMAGE, "unit"), clean, KEY);
    assertThat(clipped.data).contains(0f, 1f);
    assertThat(max(clipped)).isEqualTo(1f);
    assertThat(max(run(make("gaussian(0.5,clip=false)", IMAGE, "unit"), clean, KEY)))
        .isGreaterThan(1.5f);
    assertThat(max(run(make("gaussian(0.5)", IMAGE, "standard"), clean, KEY))).isGreaterThan(1.5f);
  }

  @ParameterizedTest
  @CsvSource({"masking(0.25), 0.25", "salt_and_pepper(0.1), 0.1", "swap(0.15), 0.15"})
  void hitsAsManyValuesAsItsRateSays(String text, double rate) {
    FMatrixRMaj clean = rows(IMAGE, ROWS);
    FMatrixRMaj damaged = run(make(text, IMAGE, "unit"), clean, KEY);
    int n = clean.data.length;
    int hit = 0;
    for (int i = 0; i < n; i++) {
      hit += damaged.data[i] == clean.data[i] ? 0 : 1;
    }

    assertThat((double) hit / n).isEqualTo(rate, within(4 * Math.sqrt(rate * (1 - rate) / n)));
  }

  @Test
  void saltAndPepperTakesEitherEndByAFairCoin() {
    FMatrixRMaj damaged =
        run(make("salt_and_pepper(1,low=-2,high=3)", IMAGE, "standard"), rows(IMAGE, ROWS), KEY);
    int high = 0;
    for (float value : damaged.data) {
      assertThat(value).isIn(-2f, 3f);
      high += value == 3f ? 1 : 0;
    }

    double n = damaged.data.length;
    assertThat(high / n).isEqualTo(0.5, within(2 / Math.sqrt(n)));
  }

  @Test
  void swapTakesValuesOfOtherRowsFromTheSameColumn() {
    int rows = 5;
    FMatrixRMaj clean = new FMatrixRMaj(rows, 1000);
    for (int i = 0; i < clean.data.length; i++) {
      clean.data[i] = i;
    }
    FMatrixRMaj swapped = run(new Swap(1), clean, KEY);
    int[] from = new int[rows];
    for (int i = 0; i < clean.data.length; i++) {
      int source = (int) swapped.data[i];
      assertThat(source).isNotEqualTo(i);
      assertThat(source % 1000).isEqualTo(i % 1000);
      from[source / 1000]++;
    }

    assertThat(Arrays.stream(from).min().getAsInt()).isGreaterThan(850);
    FMatrixRMaj alone = rows(IMAGE, 1);
    assertThat(run(new Swap(1), alone, KEY).data).isEqualTo(alone.data);
  }

  @Test
  void blockErasesOneSquareInAllChannels() {
    FMatrixRMaj damaged = run(make("block(4)", IMAGE, "unit"), rows(IMAGE, ROWS), KEY);
    int[] tops = new int[9];
    for (int row = 0; row < ROWS; row++) {
      int first = -1;
      int zeros = 0;
      for (int i = 0; i < 99; i++) {
        boolean zero = damaged.get(row, i) == 0;
        assertThat(damaged.get(row, 99 + i) == 0).isEqualTo(zero);
        assertThat(damaged.get(row, 198 + i) == 0).isEqualTo(zero);
        zeros += zero ? 1 : 0;
        first = zero && first < 0 ? i : first;
      }
      assertThat(zeros).isEqualTo(16);
      assertThat(damaged.get(row, first + 3 * 11 + 3)).isZero();
      tops[first / 11]++;
    }

    assertThat(Arrays.stream(tops, 0, 6)).allMatch(count -> count > 35);
    assertThat(Arrays.stream(tops, 6, 9)).containsOnly(0);
  }

  @Test
  void dropsWholeChannelsAndWholeTimeSteps() {
    FMatrixRMaj clean = rows(SEQUENCE, ROWS);
    FMatrixRMaj channels = run(make("channel_dropout(0.3)", SEQUENCE, "standard"), clean, KEY);
    FMatrixRMaj steps = run(make("step_dropout(0.3)", SEQUENCE, "standard"), clean, KEY);
    int dropped = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int step = 0; step < 99; step++) {
        for (int channel = 0; channel < 3; channel++) {
          int column = channel * 99 + step;
          assertThat(channels.get(row, column) == 0)
              .isEqualTo(channels.get(row, channel * 99) == 0);
          assertThat(steps.get(row, column) == 0).isEqualTo(steps.get(row, step) == 0);
        }
        dropped += steps.get(row, step) == 0 ? 1 : 0;
      }
    }

    assertThat(dropped / (99.0 * ROWS)).isEqualTo(0.3, within(0.01));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gaussian(-0.1)              | 1x8x8 | unit     | sigma must be a number from 0.0 to 1000.0
          gaussian(NaN)               | 1x8x8 | unit     | sigma must be a number from 0.0 to 1000.0
          gaussian(0.1,clip=yes)      | 1x8x8 | unit     | clip must be one of [auto, true, false]
          gaussian(0.1,clip=true)     | 1x8x8 | standard | clip=true needs rows scaled to [0, 1]
          masking(1.5)                | 64    | unit     | rate must be a number from 0.0 to 1.0
          salt_and_pepper(-1)         | 64    | unit     | rate must be a number from 0.0 to 1.0
          salt_and_pepper(0.1)        | 64    | standard | these rows have no range
          swap(2)                     | 64    | unit     | rate must be a number from 0.0 to 1.0
          block(0)                    | 1x8x8 | unit     | size must be a whole number of at least 1
          block(9)                    | 1x8x8 | unit     | size must be from 1 to 8 for images of 1x8x8
          block(4)                    | 64    | unit     | block is for images
          block(4,count=0)            | 1x8x8 | unit     | count must be a whole number from 1
          channel_dropout(0.1)        | 1x8x8 | unit     | is for rows of several channels
          step_dropout(0.1)           | 3x8x8 | unit     | is for sequences
          step_dropout(1.1)           | 3x8   | unit     | rate must be a number from 0.0 to 1.0
          """)
  void refusesWhatMakesNoSense(String text, String shape, String scaling, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> make(text, Shape.parse(shape), scaling))
        .withMessageContaining(message);
  }

  private static Corruption make(String text, Shape shape, String scaling) {
    Expression expression = Expression.parse(text);
    CorruptionFactory factory =
        new DenoisingPlugin()
            .corruptions().stream()
                .filter(f -> f.id().equals(expression.name()))
                .findFirst()
                .orElseThrow();
    Arguments arguments = new Arguments(expression);
    Corruption made = factory.create(arguments, CorruptionContext.of(shape, scaling));
    arguments.finish();
    return made;
  }

  private static FMatrixRMaj run(Corruption corruption, FMatrixRMaj clean, long key) {
    FMatrixRMaj rows = clean.copy();
    corruption.corrupt(rows, clean, 0, clean.numRows, key);
    return rows;
  }

  /** Returns values in (0, 1), no two alike in a column. */
  private static FMatrixRMaj rows(Shape shape, int count) {
    FMatrixRMaj rows = new FMatrixRMaj(count, shape.size());
    for (int i = 0; i < rows.data.length; i++) {
      int row = i / shape.size();
      rows.data[i] = (row + 0.5f) / count;
    }
    return rows;
  }

  private static float max(FMatrixRMaj rows) {
    float most = Float.NEGATIVE_INFINITY;
    for (float value : rows.data) {
      most = Math.max(most, value);
    }
    return most;
  }
}
