package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Expression;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ScalableCorruption;
import org.ae4j.core.plugin.PluginLoader;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every corruption of a plugin must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CorruptionContract {
  private static final int ROWS = 37;
  private static final long KEY = RandomStream.of(3).substreamKey(1);

  /** For subclasses. */
  protected CorruptionContract() {}

  /** Returns the plugin that adds the corruptions. */
  protected abstract AutoencoderPlugin plugin();

  /**
   * Returns corruptions to test: each kind at least once, strong enough to damage some of 37 rows.
   */
  protected abstract Stream<CorruptionExample> corruptions();

  /** The text form reads back as itself, a corruption that does the same damage. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  public void readsBackWhatItWrites(CorruptionExample example) {
    Corruption corruption = corruption(example);
    Corruption same = corruption(example, corruption.toString());

    Texts.assertReadsBack(corruption, text -> corruption(example, text));
    Bits.assertSame(
        "damage of '" + corruption + "' read back",
        damaged(same, clean(example), KEY).data,
        damaged(corruption, clean(example), KEY).data);
  }

  /** An argument that nobody asked for is refused, the nearest known one named. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  public void refusesUnknownArguments(CorruptionExample example) {
    String id = Expression.parse(example.text()).name();

    Texts.assertRefusesUnknown(
        example.text(),
        PluginLoader.of(plugin()).corruptions().get(id).usage(),
        text -> corruption(example, text));
  }

  /** Rows split among 2 or 5 threads are damaged in the same way as all at once. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  public void threadsDoNotChangeABit(CorruptionExample example) {
    Corruption corruption = corruption(example);
    FMatrixRMaj clean = clean(example);
    FMatrixRMaj whole = damaged(corruption, clean, KEY);
    for (int threads : new int[] {2, 5}) {
      FMatrixRMaj parts = clean.copy();
      Parallel.split(
          ROWS, 1, threads, (from, to) -> corruption.corrupt(parts, clean, from, to, KEY));
      Bits.assertSame("rows after " + threads + " threads", parts.data, whole.data);
    }
  }

  /** The key alone decides: the same does the same damage, another one another. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  public void theKeyDecides(CorruptionExample example) {
    Corruption corruption = corruption(example);
    FMatrixRMaj clean = clean(example);
    float[] one = damaged(corruption, clean, KEY).data;

    Bits.assertSame("damage by the same key", damaged(corruption, clean, KEY).data, one);
    assertThat(damaged(corruption, clean, RandomStream.of(3).substreamKey(2)).data)
        .as("damage by another key")
        .isNotEqualTo(one);
  }

  /** Changes the rows in its range to finite values; neither other rows nor the clean ones. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  public void staysInItsRows(CorruptionExample example) {
    Corruption corruption = corruption(example);
    FMatrixRMaj clean = clean(example);
    FMatrixRMaj rows = clean.copy();
    int columns = rows.numCols;
    corruption.corrupt(rows, clean, 5, 30, KEY);

    Bits.assertSame("clean rows afterwards", clean.data, clean(example).data);
    Bits.assertSame("rows before the range", rows.data, clean.data, 0, 5 * columns);
    Bits.assertSame("rows after the range", rows.data, clean.data, 30 * columns, ROWS * columns);
    assertThat(rows.data).as("rows of the range").isNotEqualTo(clean.data);
    for (float value : rows.data) {
      assertThat(value).as("a damaged value").isFinite();
    }
  }

  /**
   * At a strength of 0 a corruption that can be scaled leaves rows as they are, at 1 it is itself.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("corruptions")
  public void strengthGoesFromNothingToAll(CorruptionExample example) {
    if (corruption(example) instanceof ScalableCorruption scalable) {
      FMatrixRMaj clean = clean(example);
      Bits.assertSame(
          "rows at strength 0", damaged(scalable.scaled(0), clean, KEY).data, clean.data);
      Bits.assertSame(
          "rows at strength 1",
          damaged(scalable.scaled(1), clean, KEY).data,
          damaged(scalable, clean, KEY).data);
    }
  }

  private Corruption corruption(CorruptionExample example) {
    return corruption(example, example.text());
  }

  private Corruption corruption(CorruptionExample example, String text) {
    return PluginLoader.of(plugin())
        .corruption(text, CorruptionContext.of(example.shape(), example.scaling()));
  }

  private static FMatrixRMaj damaged(Corruption corruption, FMatrixRMaj clean, long key) {
    FMatrixRMaj rows = clean.copy();
    corruption.corrupt(rows, clean, 0, ROWS, key);
    return rows;
  }

  private static FMatrixRMaj clean(CorruptionExample example) {
    int size = example.shape().size();
    return new FMatrixRMaj(ROWS, size, true, Values.uniform(ROWS * size, 0.01, 0.99, 4));
  }
}
