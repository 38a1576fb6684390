package org.ae4j.core.model;

import static org.ae4j.core.reference.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ae4j.api.EpochReport;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TestVariant;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.TableColumn;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of each schema, written when it was new and never again, must be read for as long as their
 * schema is.
 *
 * <p>The expected values were computed from the files' tensors with NumPy in double precision.
 */
class GoldenFilesTest {
  private static final double TOLERANCE = 1e-5;
  private static final Autoencoders ENGINE = TestVariant.engine(1);
  private static final FMatrixRMaj ROWS =
      new FMatrixRMaj(
          2, 6, true, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f);
  private static final double[] CODES = {
    -1.13480951e-03, -1.63356701e+00, -2.04714110e-01, -2.71310601e-01
  };
  private static final double[] RECONSTRUCTIONS = {
    0.73620568, 0.61397123, 0.54914467, 0.63962428, 0.4680958, 0.22035424,
    0.76114294, 0.53204879, 0.56699918, 0.50206532, 0.35014937, 0.23783083
  };

  @TempDir Path folder;

  @Test
  void readsAModelOfSchema1() throws IOException {
    TrainedAutoencoder model = ENGINE.read(golden("model-schema-1.safetensors"));

    assertClose("codes", model.encode(ROWS).data, CODES, TOLERANCE);
    assertClose("reconstructions", model.reconstruct(ROWS).data, RECONSTRUCTIONS, TOLERANCE);
    ModelDocument document = model.document();
    assertThat(document.config().encoder())
        .isEqualTo("dense(4) batchnorm relu dropout(0.1) dense(2)");
    assertThat(document.config().options()).isEqualTo(Map.of("tied", "false"));
    assertThat(document.training().schedule()).isEqualTo("cosine");
    assertThat(document.training().seed()).isEqualTo(5);
    assertThat(document.data().name()).isEqualTo("waves");
    assertThat(document.history()).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
    assertThat(document.metrics()).isEqualTo(Map.of("test_mse", 0.125));
    assertThat(document.notes()).isEqualTo(Map.of("origin", "golden"));
  }

  /** The model is that of the same run, which nothing interrupted. */
  @Test
  void resumesACheckpointOfSchema1() throws IOException {
    try (StoredModel stored = StoredModel.open(golden("checkpoint-schema-1.safetensors"))) {
      assertThat(stored.isCheckpoint()).isTrue();
      TrainingSession session =
          ENGINE.resume(stored, stored.document().training(), TestVariant.rows(40, 6, 1));

      TrainedAutoencoder model = session.validation(TestVariant.rows(10, 6, 2)).run();

      assertThat(model.document().history()).hasSize(3);
      assertClose("codes", model.encode(ROWS).data, CODES, TOLERANCE);
    }
  }

  @Test
  void readsATableOfSchema2() throws IOException {
    TrainedAutoencoder model = ENGINE.read(golden("table-schema-2.safetensors"));
    List<Map<String, String>> rows =
        List.of(
            Map.of(
                "kind", "light", "weight", "0", "fast", "yes", "day", "2024-01-10", "class", "c0"),
            Map.of(
                "kind", "", "weight", "0.75", "fast", "yes", "day", "2024-04-13", "class", "c1"));

    float[][] codes = model.encodeTable(rows);

    assertClose("first code", codes[0], new double[] {1.19428244, -0.91349818}, TOLERANCE);
    assertClose("second code", codes[1], new double[] {-1.42162843, 1.0512685}, TOLERANCE);
    assertThat(model.document().config().loss()).isEqualTo("table(c3?,n?,b,d5,c2)");
    assertThat(model.table().orElseThrow().columns())
        .extracting(TableColumn::kind)
        .containsExactly("category", "number", "boolean", "date", "category");
  }

  private Path golden(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/golden/" + name)) {
      Files.copy(Objects.requireNonNull(in, name), file);
    }
    return file;
  }
}
