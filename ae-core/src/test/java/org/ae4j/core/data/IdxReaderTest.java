package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.bytes;
import static org.ae4j.core.data.DataFiles.gzip;
import static org.ae4j.core.data.DataFiles.idx;
import static org.ae4j.core.data.DataFiles.row;
import static org.ae4j.core.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
  private static final byte[] IMAGES = idx(8, new int[] {2, 1, 3}, bytes(0, 1, 255, 128, 127, 7));

  @TempDir Path folder;

  @Test
  void unsignedBytesStayBytes() {
    Dataset data = IdxReader.read("two", write(folder, "plain", IMAGES));

    assertThat(data).isInstanceOf(ByteDataset.class);
    assertThat(data.name()).isEqualTo("two");
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.shape()).isEqualTo(Shape.image(1, 1, 3));
    assertThat(data.valueRange()).contains(ValueRange.BYTE);
    assertThat(row(data, 0)).containsExactly(0, 1, 255);
    assertThat(row(data, 1)).containsExactly(128, 127, 7);
    assertThat(data.labels()).isEmpty();
  }

  @Test
  void gzipIsRecognizedByContent() {
    Dataset plain = IdxReader.read("x", write(folder, "named.gz", IMAGES));
    Dataset zipped = IdxReader.read("x", write(folder, "unnamed", gzip(IMAGES)));

    assertThat(row(plain, 1)).isEqualTo(row(zipped, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 12", "3, 1x3x4", "4, 2x3x2"})
  void dimensionsGiveTheRowsMeaning(int rank, String shape) {
    int[] dimensions = new int[][] {{12}, {1, 12}, {1, 3, 4}, {1, 2, 3, 2}}[rank - 1];

    Dataset data = IdxReader.read("x", write(folder, "x", idx(8, dimensions, new byte[12])));

    assertThat(data.shape()).hasToString(shape);
    assertThat(data.size()).isEqualTo(dimensions[0]);
  }

  @Test
  void otherNumbersBecomeFloats() {
    assertFloats(9, bytes(0xFF, 2), -1, 2);
    assertFloats(0x0B, bytes(0xFF, 0xFE, 1, 0), -2, 256);
    assertFloats(0x0C, bytes(0xFF, 0xFF, 0xFF, 0xFF, 0, 1, 0, 0), -1, 65536);
    assertFloats(
        0x0D, ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-2e-7f).array(), 1.5f, -2e-7f);
    assertFloats(0x0E, ByteBuffer.allocate(16).putDouble(0.1).putDouble(3).array(), 0.1f, 3);
  }

  private void assertFloats(int type, byte[] values, float... expected) {
    Dataset data = IdxReader.read("x", write(folder, "x", idx(type, new int[] {1, 2}, values)));

    assertThat(data).isInstanceOf(FloatDataset.class);
    assertThat(data.valueRange()).isEmpty();
    assertThat(row(data, 0)).containsExactly(expected);
  }

  @Test
  void manyGzippedFloatsArriveWhole() {
    int count = 150_001;
    ByteBuffer values = ByteBuffer.allocate(4 * count);
    for (int i = 0; i < count; i++) {
      values.putFloat(i);
    }

    Dataset data =
        IdxReader.read("x", write(folder, "x", gzip(idx(0x0D, new int[] {count}, values.array()))));

    assertThat(row(data, count - 1)).containsExactly(count - 1);
    assertThat(row(data, 70_000)).containsExactly(70_000);
  }

  @Test
  void readsLabels() {
    Path file = write(folder, "labels", idx(8, new int[] {3}, bytes(9, 0, 200)));

    assertThat(IdxReader.readLabels(file)).containsExactly(9, 0, 200);
  }

  @Test
  void refusesImagesForLabels() {
    assertThatThrownBy(() -> IdxReader.readLabels(write(folder, "images", IMAGES)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("images", "3 dimensions", "1 for labels", "mixed up");
  }

  @Test
  void refusesNegativeLabels() {
    byte[] labels = idx(9, new int[] {2}, bytes(1, 0xFF));

    assertRefused(
        () -> IdxReader.readLabels(write(folder, "labels", labels)), "row 1", "-1.0", "from 0");
  }

  @Test
  void refusesMissingFileAndFolder() {
    assertRefused(() -> IdxReader.read("x", folder.resolve("absent")), "absent", "no such file");
    assertRefused(() -> IdxReader.read("x", folder), "a folder", "expected a file");
  }

  @Test
  void refusesEmptyFile() {
    assertRefused(
        () -> IdxReader.read("x", write(folder, "empty", new byte[0])),
        "empty",
        "magic number at byte 0",
        "found 0 bytes",
        "expected 4 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 9, 15, 16, 21})
  void refusesTruncatedFile(int length) {
    byte[] cut = Arrays.copyOf(IMAGES, length);

    assertRefused(
        () -> IdxReader.read("x", write(folder, "cut", cut)), "cut", "cut short", "found");
    assertRefused(() -> IdxReader.read("x", write(folder, "cut", gzip(cut))), "cut", "cut short");
  }

  @Test
  void refusesTrailingBytes() {
    byte[] longer = Arrays.copyOf(IMAGES, IMAGES.length + 2);

    assertRefused(
        () -> IdxReader.read("x", write(folder, "long", longer)),
        "long: byte 22: found 2 more bytes",
        "header announces 22 bytes");
    assertRefused(
        () -> IdxReader.read("x", write(folder, "long", gzip(longer))), "found more bytes");
  }

  @Test
  void refusesOtherMagic() {
    assertRefused(
        () -> IdxReader.read("x", write(folder, "png", bytes(0x89, 'P', 'N', 'G', 0, 0))),
        "byte 0: found 89 50 4e 47",
        "check that this is an IDX file");
    assertRefused(
        () -> IdxReader.read("x", write(folder, "x", idx(8, new int[] {1, 1, 1, 1, 1}, bytes(1)))),
        "00 00 08 05");
    assertRefused(
        () -> IdxReader.read("x", write(folder, "x", idx(0x0A, new int[] {1}, bytes(1)))),
        "00 00 0a 01");
  }

  @Test
  void refusesDimensionsOfZeroAndBeyondArrays() {
    assertRefused(
        () -> IdxReader.read("x", write(folder, "x", idx(8, new int[] {0, 4}, new byte[0]))),
        "dimensions 0x4",
        "at least 1 each");
    assertRefused(
        () -> IdxReader.read("x", write(folder, "x", idx(8, new int[] {-1, -1, -1}, bytes(1)))),
        "4294967295x4294967295x4294967295",
        "at most 2147483639 rows");
    assertRefused(
        () ->
            IdxReader.read("x", write(folder, "x", idx(8, new int[] {1, 2_000_000_000}, bytes(1)))),
        "1x2000000000",
        "rows of at most 268435455 values");
  }

  @Test
  void refusesForgedHeaderWithoutAllocating() {
    byte[] claim = idx(8, new int[] {2_000_000, 1000}, new byte[100_000]);
    byte[] floats = idx(0x0E, new int[] {2_000_000, 1000}, new byte[100_000]);

    for (byte[] content : new byte[][] {claim, floats, gzip(claim), gzip(floats)}) {
      Path file = write(folder, "forged", content);
      System.gc();
      long before = Runtime.getRuntime().totalMemory();
      assertRefused(() -> IdxReader.read("x", file), "forged", "values", "cut short");
      assertThat(Runtime.getRuntime().totalMemory() - before).isLessThan(500_000_000);
    }
  }

  @Test
  void endlessGzipIsCutAtTheAnnouncedSize() {
    byte[] bomb = gzip(Arrays.copyOf(IMAGES, 50_000_000));
    CountingStream in = new CountingStream(bomb);

    assertRefused(() -> IdxReader.read("x", "bomb", in), "bomb: byte 22: found more bytes");
    assertThat(in.read).isLessThan(bomb.length / 2);
    assertThat(in.closed).isTrue();
  }

  @Test
  void refusesDamagedGzip() {
    byte[] zipped = gzip(IMAGES);
    byte[] cut = Arrays.copyOf(zipped, zipped.length - 12);
    byte[] flipped = zipped.clone();
    flipped[zipped.length - 6] ^= 1; // the checksum

    assertRefused(
        () -> IdxReader.read("x", write(folder, "cut", cut)),
        "cut",
        "damaged gzip",
        "get it again");
    assertRefused(
        () -> IdxReader.read("x", write(folder, "flipped", flipped)), "flipped", "damaged gzip");
    assertRefused(
        () -> IdxReader.read("x", write(folder, "head", bytes(0x1F, 0x8B))),
        "head",
        "damaged gzip");
  }

  @Test
  void refusesNotFinite() {
    byte[] values = ByteBuffer.allocate(16).putFloat(1).putFloat(2).putFloat(Float.NaN).array();

    assertRefused(
        () -> IdxReader.read("x", write(folder, "nan", idx(0x0D, new int[] {2, 2}, values))),
        "nan: row 1, column 0 (both from 0): found NaN, expected a finite number");
  }

  private static void assertRefused(Runnable read, String... parts) {
    assertThatThrownBy(read::run)
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts)
        .message()
        .doesNotContain("\n");
  }

  private static final class CountingStream extends ByteArrayInputStream {
    int read;
    boolean closed;

    CountingStream(byte[] content) {
      super(content);
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      int n = super.read(buffer, offset, Math.min(length, 1024));
      read += n;
      return n;
    }

    @Override
    public synchronized int available() {
      return 0; // as from a network, so that nobody reads ahead
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
