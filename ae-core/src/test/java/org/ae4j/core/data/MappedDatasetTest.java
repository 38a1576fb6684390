package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.bytes;
import static org.ae4j.core.data.DataFiles.gzip;
import static org.ae4j.core.data.DataFiles.idx;
import static org.ae4j.core.data.DataFiles.row;
import static org.ae4j.core.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ByteRowDataset;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.api.ValueRange;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TestVariant;
import org.ae4j.core.TrainedAutoencoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappedDatasetTest {
  private static final int ROWS = 101;
  private static final int COLUMNS = 12;

  @TempDir(factory = MappedFolder.class, cleanup = CleanupMode.NEVER)
  Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 30, 100_000})
  void bytesAreThoseOfTheHeap(int pieceBytes) {
    Path file = write(folder, "x", idx(8, new int[] {ROWS, COLUMNS}, noise(ROWS * COLUMNS)));
    DenseDataset heap = IdxReader.read("x", file);
    DenseDataset mapped = IdxReader.read("x", file, mapping(pieceBytes));

    assertThat(heap).isInstanceOf(ByteArrayDataset.class);
    assertThat(mapped).isInstanceOf(ByteRowDataset.class);
    assertThat(mapped.name()).isEqualTo("x");
    assertThat(mapped.valueRange()).contains(ValueRange.BYTE);
    assertSameRows(mapped, heap);
    byte[] copied = new byte[COLUMNS + 2];
    for (int r = 0; r < ROWS; r++) {
      mapped.prefetch(r);
      ((ByteRowDataset) mapped).copyBytes(r, copied, 1);
      float[] expected = row(heap, r);
      for (int i = 0; i < COLUMNS; i++) {
        assertThat((float) Byte.toUnsignedInt(copied[i + 1])).isEqualTo(expected[i]);
      }
    }
    assertThat(copied[0]).isZero();
    assertThat(copied[COLUMNS + 1]).isZero();
  }

  @ParameterizedTest
  @CsvSource({"<f4, 1", "<f4, 100", ">f4, 50", "|u1, 25", "<u1, 100000"})
  void arraysAreThoseOfTheHeap(String dtype, int pieceBytes) {
    Path file = write(folder, "a.npy", npy(dtype));
    DenseDataset heap = NpyReader.read("a", file);
    DenseDataset mapped = NpyReader.read("a", file, mapping(pieceBytes));

    assertThat(mapped).isInstanceOf(MappedDataset.class);
    assertThat(mapped.valueRange()).isEqualTo(heap.valueRange());
    for (int r = 0; r < ROWS; r++) {
      mapped.prefetch(r);
    }
    assertSameRows(mapped, heap);
  }

  @Test
  void takesLabelsAndShape() {
    Path file = write(folder, "x", idx(8, new int[] {ROWS, COLUMNS}, noise(ROWS * COLUMNS)));
    DenseDataset mapped = IdxReader.read("x", file, mapping(30));
    int[] labels = new int[ROWS];
    labels[7] = 2;

    DenseDataset labelled =
        mapped.withShape(Shape.image(1, 3, 4)).withLabels(labels, List.of("a", "b", "c"));

    assertThat(labelled.shape()).isEqualTo(Shape.image(1, 3, 4));
    assertThat(labelled.labels()).contains(labels);
    assertThat(labelled.labelNames()).containsExactly("a", "b", "c");
    assertThat(row(labelled, 8)).isEqualTo(row(mapped, 8));
    assertThat(mapped.labels()).isEmpty();
    assertThatThrownBy(() -> mapped.withShape(Shape.features(5)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("got shape 5", "12");
    assertThatThrownBy(() -> mapped.withLabels(new int[3], List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("3 labels", "101 rows");
  }

  @Test
  void partsAreReadThroughTo() {
    Path file = write(folder, "x", idx(8, new int[] {ROWS, COLUMNS}, noise(ROWS * COLUMNS)));
    DenseDataset mapped = IdxReader.read("x", file, mapping(30));

    Dataset part = SubsetDataset.of(Datasets.limit(mapped, 50), new int[] {49, 3});

    assertThat(part).isInstanceOf(ByteRowDataset.class);
    byte[] copied = new byte[COLUMNS];
    ((ByteRowDataset) part).copyBytes(0, copied, 0);
    assertThat((float) Byte.toUnsignedInt(copied[5])).isEqualTo(row(mapped, 49)[5]);
    assertThat(row(part, 1)).isEqualTo(row(mapped, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unit", "standard"})
  void aModelHasTheSameBits(String scaling) {
    Path file = write(folder, "x", idx(8, new int[] {ROWS, COLUMNS}, noise(ROWS * COLUMNS)));

    float[] heap = trained(IdxReader.read("x", file), scaling, 1);

    assertThat(trained(IdxReader.read("x", file, mapping(30)), scaling, 2)).containsExactly(heap);
  }

  @Test
  void aModelOfFloatsHasTheSameBits() {
    Path file = write(folder, "a.npy", npy("<f4"));

    float[] heap = trained(NpyReader.read("a", file), "standard", 1);

    assertThat(trained(NpyReader.read("a", file, mapping(100)), "standard", 2))
        .containsExactly(heap);
  }

  @Test
  void smallCompressedAndOtherNumbersStayOnTheHeap() {
    byte[] values = idx(8, new int[] {1, 4}, bytes(1, 2, 3, 4));
    Path zipped = write(folder, "zipped", gzip(values));
    Path shorts = write(folder, "shorts", idx(0x0B, new int[] {1, 2}, bytes(1, 2, 3, 4)));
    Mapping four = new Mapping(4, 100);

    assertThat(IdxReader.read("x", zipped, four)).isInstanceOf(ByteArrayDataset.class);
    assertThat(IdxReader.read("x", shorts, four)).isInstanceOf(FloatDataset.class);
    Path plain = write(folder, "plain", values);
    assertThat(IdxReader.read("x", plain, four)).isInstanceOf(MappedDataset.class);
    assertThat(IdxReader.read("x", plain, new Mapping(5, 100)))
        .isInstanceOf(ByteArrayDataset.class);
  }

  @Test
  void refusesTheSizesThatTheHeapRefuses() {
    byte[] whole = idx(8, new int[] {2, 3}, bytes(1, 2, 3, 4, 5, 6));
    byte[] forged = idx(8, new int[] {2_000_000_000, 100_000}, bytes(1, 2));
    for (byte[] content :
        new byte[][] {Arrays.copyOf(whole, 17), Arrays.copyOf(whole, 20), forged}) {
      Path file = write(folder, "x", content);
      assertThatThrownBy(() -> IdxReader.read("x", file, mapping(100)))
          .isInstanceOf(DataException.class)
          .hasMessageContainingAll(
              file + (content.length == 20 ? ": byte 18: found 2 more" : ": values at byte 12"));
    }
  }

  @Test
  void refusesMoreThanAnArrayHoldsWhereItIsRead() {
    Path zipped = write(folder, "zipped", gzip(idx(8, new int[] {3_000_000, 1000}, bytes(1))));

    assertThatThrownBy(() -> IdxReader.read("x", zipped))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("3000000 rows of 1000 values", "at most 2147483639", "uncompress");
  }

  @Test
  void findsValuesThatAreNotFiniteInTheirRow() {
    byte[] values = ByteBuffer.allocate(16).putFloat(1).putFloat(2).putFloat(Float.NaN).array();
    Path file = write(folder, "nan", idx(0x0D, new int[] {2, 2}, values));
    DenseDataset mapped = IdxReader.read("x", file, mapping(8));

    assertThat(row(mapped, 0)).containsExactly(1, 2);
    assertThatThrownBy(() -> row(mapped, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nan: row 1, column 0 (both from 0): found NaN");
  }

  /** A file of holes takes no room on the disk, but has offsets beyond the ints. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void readsBeyondTwoGigabytes() throws IOException {
    int rows = 3_000_000;
    Path file = write(folder, "large", idx(8, new int[] {rows, 1000}, new byte[0]));
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(12 + 1000L * rows);
      out.seek(12 + 1000L * (rows - 1) + 999);
      out.write(200);
    }

    DenseDataset mapped = IdxReader.read("x", file);

    assertThat(mapped.size()).isEqualTo(rows);
    assertThat(row(mapped, rows - 1)[999]).isEqualTo(200);
    assertThat(row(mapped, rows - 1)[998]).isZero();
    assertThat(row(mapped, rows / 2)).containsOnly(0);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // which does not let a mapped file be cut
  void aFileThatShrinksIsAnErrorAndNoCrash() throws IOException {
    int rows = 1000;
    Path bytes = write(folder, "b", idx(8, new int[] {rows, 1000}, noise(rows * 1000)));
    Path floats = write(folder, "f", idx(0x0D, new int[] {rows, 250}, new byte[rows * 1000]));
    for (Path file : List.of(bytes, floats)) {
      DenseDataset mapped = IdxReader.read("x", file, mapping(1 << 20));
      float[] whole = row(mapped, rows - 1);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(5000);
      }

      assertThat(whole).hasSize(mapped.shape().size());
      assertThat(row(mapped, 0)).hasSize(mapped.shape().size());
      assertLost(file, mapped, rows - 1);
    }
  }

  /** The JVM says it when it comes to it: within the read, or somewhat later in the same thread. */
  private static void assertLost(Path file, Dataset mapped, int row) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                mapped.prefetch(row);
                row(mapped, row);
                Thread.yield();
              }
            })
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(InternalError.class),
            thrown ->
                assertThat(thrown)
                    .isInstanceOf(DataException.class)
                    .hasMessageContainingAll(file.toString(), "row 999", "leave the file"));
  }

  private static float[] trained(Dataset data, String scaling, int threads) {
    AutoencoderConfig config =
        TestVariant.config(COLUMNS, "dense(8) relu dense(3)").scaling(scaling).build();
    TrainingConfig training = TrainingConfig.builder().epochs(2).batchSize(7).seed(5).build();
    Autoencoders engine = TestVariant.engine(threads);
    TrainedAutoencoder model = engine.train(config, training, data);
    return model.reconstruct(Datasets.toMatrix(data)).data;
  }

  private static Mapping mapping(int pieceBytes) {
    return new Mapping(0, pieceBytes);
  }

  private static void assertSameRows(Dataset actual, Dataset expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int r = 0; r < expected.size(); r++) {
      assertThat(row(actual, r)).containsExactly(row(expected, r));
    }
  }

  private static byte[] noise(int count) {
    RandomStream random = RandomStream.of(3);
    byte[] values = new byte[count];
    for (int i = 0; i < count; i++) {
      values[i] = (byte) random.bits(i);
    }
    return values;
  }

  private static byte[] npy(String dtype) {
    int count = ROWS * COLUMNS;
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }\n"
            .formatted(dtype, ROWS, COLUMNS);
    ByteBuffer file = ByteBuffer.allocate(10 + text.length() + 4 * count);
    file.put(bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0)).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    if (dtype.endsWith("u1")) {
      file.put(noise(count));
    } else {
      file.order(dtype.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) {
        file.putFloat((float) (RandomStream.of(4).uniform(i) - 0.5));
      }
    }
    return Arrays.copyOf(file.array(), file.position());
  }
}
