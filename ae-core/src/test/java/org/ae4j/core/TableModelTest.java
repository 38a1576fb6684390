package org.ae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.RandomStream;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.TableDataset;
import org.ae4j.core.data.TableSchema;
import org.ae4j.core.data.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of a table, from rows of texts to a file and back to texts. */
class TableModelTest {
  private static final TrainingConfig TRAINING =
      TrainingConfig.builder().epochs(60).batchSize(50).learningRate(0.01).seed(1).build();

  @TempDir Path folder;

  @Test
  void scoresRawRowsOnceRead() {
    TableDataset table = Tables.of(rows(400));
    Path file = folder.resolve("model.safetensors");
    train(2, table).save(file);

    TrainedAutoencoder model = TestVariant.engine(1).read(file);

    assertThat(model.table()).contains(table.schema());
    assertThat(model.document().config().loss()).isEqualTo("table(c3,n?,b)");
    List<Map<String, String>> rows = rows(30);
    rows.get(0).remove("weight");
    assertThat(model.encodeTable(rows)).isEqualTo(model.encode(arrays(rows, model)));
    List<Map<String, String>> restored = model.reconstructTable(rows);
    for (int i = 0; i < 30; i++) {
      assertThat(restored.get(i).get("kind")).isEqualTo(rows.get(i).get("kind"));
      assertThat(restored.get(i).get("fast")).isEqualTo(rows.get(i).get("fast"));
    }
    assertThat(Double.parseDouble(restored.get(0).get("weight")))
        .as("a guess by the kind")
        .isBetween(-1.0, 25.0);
    double[][] errors =
        model.columnErrors(Datasets.toMatrix(Tables.of(rows, model.table().orElseThrow())));
    assertThat(errors).hasDimensions(30, 3);
    assertThat(errors[0][1]).as("missing").isZero();
  }

  @Test
  void hasTheSameBitsOnAnyNumberOfThreads() {
    TableDataset table = Tables.of(rows(400));

    float[][] one = train(1, table).encodeTable(rows(20));

    assertThat(train(3, table).encodeTable(rows(20))).isEqualTo(one);
  }

  @Test
  void trainsOnPartsOfATable() {
    TableDataset table = Tables.of(rows(400));

    TrainedAutoencoder model =
        TestVariant.engine(1)
            .train(
                TestVariant.config(table.shape().size(), "dense(2)").build(),
                TrainingConfig.builder().epochs(1).batchSize(50).seed(1).build(),
                Datasets.split(table, 1, 0.5).get(0));

    assertThat(model.table()).contains(table.schema());
  }

  @Test
  void leavesTablesOfNumbersAsTheyWere() {
    List<Map<String, String>> rows = new ArrayList<>();
    float[][] numbers = new float[100][2];
    RandomStream random = RandomStream.of(5);
    for (int i = 0; i < 100; i++) {
      numbers[i] = new float[] {(float) random.uniform(2L * i), (float) random.uniform(2L * i + 1)};
      rows.add(Map.of("x", "" + numbers[i][0], "y", "" + numbers[i][1]));
    }
    TableSchema schema =
        TableSchema.parse(
            """
            {"others":"ignored","columns":[
              {"name":"x","kind":"number","missing":false,"fill":0},
              {"name":"y","kind":"number","missing":false,"fill":0}]}
            """);

    TrainedAutoencoder table = train(1, Tables.of(rows, schema));
    TrainedAutoencoder matrix = train(1, Datasets.of(numbers));

    assertThat(table.document().config()).isEqualTo(matrix.document().config());
    assertThat(table.encode(numbers)).isEqualTo(matrix.encode(numbers));
    assertThatThrownBy(() -> matrix.encodeTable(rows))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not on a table");
  }

  private static TrainedAutoencoder train(int threads, org.ae4j.api.Dataset rows) {
    return TestVariant.engine(threads)
        .train(
            TestVariant.config(rows.shape().size(), "dense(8) tanh dense(3)").build(),
            TRAINING,
            rows);
  }

  private static float[][] arrays(List<Map<String, String>> rows, TrainedAutoencoder model) {
    TableDataset table = Tables.of(rows, model.table().orElseThrow());
    float[][] arrays = new float[rows.size()][table.shape().size()];
    for (int i = 0; i < arrays.length; i++) {
      table.copyRow(i, arrays[i], 0);
    }
    return arrays;
  }

  /** Makes rows in which the kind tells all but some noise. */
  private static List<Map<String, String>> rows(int count) {
    RandomStream random = RandomStream.of(3);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = (int) (3 * random.uniform(3L * i));
      Map<String, String> row = new LinkedHashMap<>();
      row.put("kind", List.of("light", "heavy", "bulky").get(kind));
      row.put("weight", i % 20 == 19 ? "" : "" + (10f * kind + random.uniform(3L * i + 1)));
      row.put("fast", kind == 0 ? "yes" : "no");
      rows.add(row);
    }
    return rows;
  }
}
