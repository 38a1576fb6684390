package org.ae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.ShapeException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.data.FloatDataset;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedAutoencoderTest {
  private static final FloatDataset ROWS = TestVariant.rows(150, 20, 1);
  private static final Autoencoders ENGINE = TestVariant.engine(2);
  private static final TrainedAutoencoder MODEL =
      ENGINE.train(
          TestVariant.config(20, "dense(12) batchnorm relu dropout(0.2) layernorm dense(5)")
              .build(),
          TrainingConfig.builder().epochs(3).batchSize(32).seed(2).build(),
          ROWS);

  @TempDir Path folder;

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    FMatrixRMaj rows = TestVariant.matrix(ROWS, 150);
    float[] codes = MODEL.encode(rows).data;
    float[] restored = MODEL.reconstruct(rows).data;
    double[] errors = MODEL.errors(rows);
    ExecutorService executor = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 16; thread++) {
        all.add(
            executor.submit(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    assertThat(MODEL.encode(rows).data).containsExactly(codes);
                    assertThat(MODEL.reconstruct(rows).data).containsExactly(restored);
                    assertThat(MODEL.errors(rows)).containsExactly(errors);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void aBatchIsItsRows() {
    float[][] rows = toArrays(TestVariant.matrix(ROWS, 150));
    float[][] codes = MODEL.encode(rows);
    float[][] restored = MODEL.reconstruct(rows);

    for (int row = 0; row < rows.length; row++) {
      assertThat(MODEL.encode(new float[][] {rows[row]})[0]).containsExactly(codes[row]);
      assertThat(MODEL.reconstruct(new float[][] {rows[row]})[0]).containsExactly(restored[row]);
    }
    assertThat(MODEL.decode(codes)).isDeepEqualTo(restored);
    assertThat(MODEL.encode(new float[0][])).isEmpty();
  }

  @Test
  void leavesItsInputsAlone() {
    FMatrixRMaj rows = TestVariant.matrix(ROWS, 40);
    FMatrixRMaj before = rows.copy();
    FMatrixRMaj codes = MODEL.encode(rows);
    FMatrixRMaj codesBefore = codes.copy();

    MODEL.reconstruct(rows);
    MODEL.errors(rows);
    MODEL.decode(codes);

    assertThat(rows.data).containsExactly(before.data);
    assertThat(codes.data).containsExactly(codesBefore.data);
  }

  /** EJML keeps a longer array when a matrix is made smaller. */
  @Test
  void takesAMatrixWithALongerArray() {
    FMatrixRMaj rows = TestVariant.matrix(ROWS, 40);
    float[] expected = MODEL.encode(TestVariant.matrix(ROWS, 3)).data;
    rows.numRows = 3;

    assertThat(MODEL.encode(rows).data).containsExactly(expected);
    assertThat(MODEL.errors(rows)).hasSize(3);
  }

  @Test
  void errorsAreMeanSquaresOfScaledValues() {
    FMatrixRMaj rows = TestVariant.matrix(ROWS, 4);
    float[] restored = MODEL.reconstruct(rows).data;
    float[] scale = MODEL.document().preprocessing().scale();
    double sum = 0;
    for (int i = 0; i < 20; i++) {
      double difference = ((double) restored[20 + i] - rows.data[20 + i]) * scale[i];
      sum += difference * difference;
    }

    assertThat(MODEL.errors(rows)[1]).isCloseTo(sum / 20, within(1e-5));
  }

  @Test
  void refusesRowsOfAnotherLength() {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> MODEL.encode(new float[][] {new float[20], new float[19]}))
        .withMessage("row 1 has 19 values, this model takes 20");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> MODEL.reconstruct(new FMatrixRMaj(2, 21)))
        .withMessageContaining("21 values, this model takes 20");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> MODEL.decode(new float[][] {new float[6]}))
        .withMessage("row 0 has 6 values, this model takes 5");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> MODEL.decode(new FMatrixRMaj(1, 6)))
        .withMessageContaining("rows of 5 values");
  }

  @Test
  void refusesValuesThatAreNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (int row : new int[] {1, 100}) {
        FMatrixRMaj rows = TestVariant.matrix(ROWS, 150);
        rows.set(row, 17, bad);
        assertThatExceptionOfType(DataException.class)
            .isThrownBy(() -> MODEL.encode(rows))
            .withMessage("row " + row + ", column 17 is " + bad + ", expected a finite number");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> MODEL.errors(rows));
      }
    }
  }

  @Test
  void aSavedModelGivesTheSame() {
    Path file = folder.resolve("model.safetensors");
    MODEL.withMetrics(Map.of("test_mse", 0.25)).save(file);

    TrainedAutoencoder read = TestVariant.engine(1).read(file);

    FMatrixRMaj rows = TestVariant.matrix(ROWS, 150);
    assertThat(read.encode(rows).data).containsExactly(MODEL.encode(rows).data);
    assertThat(read.reconstruct(rows).data).containsExactly(MODEL.reconstruct(rows).data);
    assertThat(read.document().metrics()).isEqualTo(Map.of("test_mse", 0.25));
    assertThat(read.document().config()).isEqualTo(MODEL.document().config());
    assertThat(read.document().training()).isEqualTo(MODEL.document().training());
    assertThat(read.document().data()).isEqualTo(MODEL.document().data());
    assertThat(read.inputShape()).isEqualTo(ROWS.shape());
    assertThat(read.codeSize()).isEqualTo(5);
    assertThat(read.parameterCount())
        .isEqualTo(20 * 12 + 12 + 4 * 12 + 12 * 5 + 5 + 5 * 12 + 12 + 4 * 12 + 12 * 20 + 20);
  }

  @Test
  void savingIntoAMissingFolderLeavesNothing() {
    Path file = folder.resolve("missing").resolve("model.safetensors");

    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> MODEL.save(file))
        .withMessageContaining(file.toString())
        .withMessageContaining("does not exist; create it first");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aModelOfAPluginThatIsNotThereNamesTheNearest() {
    Path file = folder.resolve("model.safetensors");
    MODEL.save(file);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Autoencoders.builder().kernels("reference").build().read(file))
        .withMessageContaining("variant 'plain'");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> ENGINE.read(folder.resolve("none")))
        .withMessageContaining("there is no such file");
    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> ENGINE.read(folder))
        .withMessageContaining("it is a folder");
  }

  private static float[][] toArrays(FMatrixRMaj matrix) {
    float[][] rows = new float[matrix.numRows][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
    }
    return rows;
  }
}
