package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.ByteRowDataset;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.plugin.PluginLoader;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every data set of a plugin must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatasetContract {
  private static final int ROWS_LOOKED_AT = 200;

  /** For subclasses. */
  protected DatasetContract() {}

  /** Returns the plugin that adds the data sets. */
  protected abstract AutoencoderPlugin plugin();

  /** Returns requests to test: each data set and format at least once. */
  protected abstract Stream<DatasetRequest> requests();

  /** The factory recognizes what it opens, and its own id. */
  @ParameterizedTest
  @MethodSource("requests")
  public void recognizesItsSource(DatasetRequest request) {
    DatasetFactory factory = factory(request);

    assertThat(factory.recognizes(request.source())).as("recognizes %s", request.source()).isTrue();
    assertThat(factory.description()).as("description").isNotBlank();
  }

  /** Rows to train on and to test with are of the same kind, described in full. */
  @ParameterizedTest
  @MethodSource("requests")
  public void describesItsRows(DatasetRequest request) {
    DatasetSplits splits = open(request);
    splits
        .test()
        .ifPresent(
            test -> {
              assertThat(test.shape())
                  .as("shape of the test rows")
                  .isEqualTo(splits.train().shape());
              assertThat(test.valueRange()).isEqualTo(splits.train().valueRange());
              assertThat(test.labelNames()).isEqualTo(splits.train().labelNames());
            });
    for (Dataset rows : all(splits)) {
      assertThat(rows.name()).as("name").isNotBlank();
      assertThat(rows.size()).as("number of rows").isPositive();
      assertThat(rows.featureNames().size())
          .as("number of feature names")
          .isIn(0, rows.shape().size());
      rows.labels().ifPresent(labels -> assertLabels(rows, labels));
    }
  }

  /** The labels' array is the caller's. */
  @ParameterizedTest
  @MethodSource("requests")
  public void keepsItsLabels(DatasetRequest request) {
    for (Dataset rows : all(open(request))) {
      rows.labels()
          .ifPresent(
              labels -> {
                int[] before = labels.clone();
                Arrays.fill(labels, -1);
                assertThat(rows.labels().orElseThrow())
                    .as("labels after the caller wrote to the array")
                    .containsExactly(before);
              });
    }
  }

  /** A row fills its place in the caller's buffer with finite values, and nothing beside it. */
  @ParameterizedTest
  @MethodSource("requests")
  public void copiesRowsIntoTheirPlace(DatasetRequest request) {
    for (Dataset rows : all(open(request))) {
      int size = rows.shape().size();
      for (int row = 0; row < Math.min(rows.size(), ROWS_LOOKED_AT); row++) {
        float[] out = Values.filled(size + 3, Float.NaN);
        rows.copyRow(row, out, 2);
        assertThat(new float[] {out[0], out[1], out[size + 2]})
            .as("what stood around row %d", row)
            .containsOnly(Float.NaN);
        for (int i = 2; i < size + 2; i++) {
          assertValue(rows, row, i - 2, out[i]);
        }
      }
    }
  }

  /** Bytes are the same values as the rows that are copied. */
  @ParameterizedTest
  @MethodSource("requests")
  public void bytesAreItsValues(DatasetRequest request) {
    for (Dataset rows : all(open(request))) {
      if (rows instanceof ByteDataset bytes) {
        for (int row = 0; row < Math.min(rows.size(), ROWS_LOOKED_AT); row++) {
          float[] expected = new float[rows.shape().size()];
          for (int i = 0; i < expected.length; i++) {
            expected[i] = Byte.toUnsignedInt(bytes.bytes()[bytes.offset(row) + i]);
          }
          Bits.assertSame("row " + row, row(rows, row), expected);
        }
      }
      if (rows instanceof ByteRowDataset bytes) {
        byte[] copied = new byte[rows.shape().size()];
        for (int row = 0; row < Math.min(rows.size(), ROWS_LOOKED_AT); row++) {
          bytes.copyBytes(row, copied, 0);
          float[] expected = new float[copied.length];
          for (int i = 0; i < expected.length; i++) {
            expected[i] = Byte.toUnsignedInt(copied[i]);
          }
          Bits.assertSame("row " + row, row(rows, row), expected);
        }
      }
    }
  }

  /** Many threads read what one reads, and so does who opens the data again. */
  @ParameterizedTest
  @MethodSource("requests")
  public void readsTheSameAgainAndAmongThreads(DatasetRequest request) {
    List<Dataset> again = all(open(request));
    List<Dataset> first = all(open(request));
    assertThat(again).as("sets opened again").hasSameSizeAs(first);
    for (int set = 0; set < first.size(); set++) {
      Dataset rows = first.get(set);
      int looked = Math.min(rows.size(), ROWS_LOOKED_AT);
      float[][] expected = new float[looked][];
      for (int row = 0; row < looked; row++) {
        expected[row] = row(rows, row);
        Bits.assertSame("row " + row + " opened again", row(again.get(set), row), expected[row]);
      }
      List<Runnable> tasks = new ArrayList<>();
      for (int thread = 0; thread < 5; thread++) {
        int start = thread;
        tasks.add(
            () -> {
              for (int i = 0; i < looked; i++) {
                int row = (i * 7 + start) % looked;
                Bits.assertSame("row " + row + " among threads", row(rows, row), expected[row]);
              }
            });
      }
      Parallel.run(tasks);
    }
  }

  /** An option that the format does not have is refused, the nearest one named. */
  @ParameterizedTest
  @MethodSource("requests")
  public void refusesUnknownOptions(DatasetRequest request) {
    String usage = request.options().keySet().stream().findFirst().map(key -> key + "=").orElse("");
    Map<String, String> options = new HashMap<>(request.options());
    options.put(Texts.misspelt(usage), "1");
    DatasetRequest wrong = new DatasetRequest(request.source(), request.directory(), options);

    Texts.assertRefused("data set " + factory(request).id(), usage, () -> open(wrong));
  }

  private DatasetFactory factory(DatasetRequest request) {
    return PluginLoader.of(plugin()).dataset(request.source());
  }

  private DatasetSplits open(DatasetRequest request) {
    return factory(request).open(request);
  }

  private static List<Dataset> all(DatasetSplits splits) {
    return Stream.concat(Stream.of(splits.train()), splits.test().stream()).toList();
  }

  private static float[] row(Dataset rows, int row) {
    float[] values = new float[rows.shape().size()];
    rows.copyRow(row, values, 0);
    return values;
  }

  private static void assertLabels(Dataset rows, int[] labels) {
    assertThat(labels).as("labels, one a row").hasSize(rows.size());
    int classes = rows.labelNames().isEmpty() ? Integer.MAX_VALUE : rows.labelNames().size();
    for (int i = 0; i < labels.length; i++) {
      assertThat(labels[i]).as("label of row %d", i).isBetween(0, classes - 1);
    }
  }

  private static void assertValue(Dataset rows, int row, int column, float value) {
    boolean inRange =
        rows.valueRange().map(r -> value >= r.minimum() && value <= r.maximum()).orElse(true);
    if (!Float.isFinite(value) || !inRange) {
      Assertions.fail(
          "row %d, column %d is %s, expected a finite value in the range %s",
          row, column, value, rows.valueRange());
    }
  }
}
