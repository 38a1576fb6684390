package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.request;
import static org.ae4j.core.data.DataFiles.row;
import static org.ae4j.core.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFactoryTest {
  // What NumPy 2.4.6 writes for [[1.5, -2], [3, 0.004]] and for 244..255 as 2x2x3.
  private static final byte[] LITTLE_FLOATS =
      Base64.getDecoder()
          .decode(
              "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIs"
                  + "IDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
                  + "ICAgIAoAAMA/AAAAwAAAQEBvEoM7");
  private static final byte[] BIG_DOUBLES =
      Base64.getDecoder()
          .decode(
              "k05VTVBZAgB0AAAAeydkZXNjcic6ICc+ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAo"
                  + "MiwgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
                  + "ICAgIAo/+AAAAAAAAMAAAAAAAAAAQAgAAAAAAAA/cGJN0vGp/A==");
  private static final byte[] BYTES =
      Base64.getDecoder()
          .decode(
              "k05VTVBZAwB0AAAAeydkZXNjcic6ICd8dTEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAo"
                  + "MiwgMiwgMyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
                  + "ICAgIAr09fb3+Pn6+/z9/v8=");

  @TempDir Path folder;

  @Test
  void readsVersionsAndByteOrders() {
    for (byte[] content : new byte[][] {LITTLE_FLOATS, BIG_DOUBLES}) {
      Dataset data = open(content);
      assertThat(data.name()).isEqualTo("a.npy");
      assertThat(data.shape()).isEqualTo(Shape.features(2));
      assertThat(row(data, 0)).containsExactly(1.5f, -2);
      assertThat(row(data, 1)).containsExactly(3, 0.004f);
    }
  }

  @Test
  void unsignedBytesStayBytes() {
    Dataset data = open(BYTES);

    assertThat(data).isInstanceOf(ByteDataset.class);
    assertThat(data.shape()).isEqualTo(Shape.image(1, 2, 3));
    assertThat(row(data, 1)).containsExactly(250, 251, 252, 253, 254, 255);
  }

  @ParameterizedTest
  @CsvSource({
    "|b1, 01, 1",
    "|i1, ff, -1",
    "<u2, feff, 65534",
    ">i2, fffe, -2",
    "<u4, ffffffff, 4294967295",
    ">i4, 00010000, 65536",
    "<i8, feffffffffffffff, -2",
    ">u8, ffffffffffffffff, 18446744073709551615",
    ">f4, 3fc00000, 1.5"
  })
  void readsEveryNumber(String dtype, String hex, float expected) {
    ByteBuffer value = ByteBuffer.allocate(hex.length() / 2);
    for (int i = 0; i < hex.length(); i += 2) {
      value.put((byte) Integer.parseInt(hex.substring(i, i + 2), 16));
    }

    Dataset data = open(npy("'" + dtype + "'", "False", "(1,)", value.array()));

    assertThat(data.valueRange()).isEmpty();
    assertThat(row(data, 0)).containsExactly(expected);
  }

  @Test
  void takesLabelsAndShape() {
    Path labels = write(folder, "l.npy", npy("'<i8'", "False", "(2,)", longs(1, 0)));
    Path file = write(folder, "a.npy", BYTES);

    Dataset data =
        new NpyFactory()
            .open(request(file, Map.of("labels", labels.toString(), "shape", "2x3")))
            .train();

    assertThat(data.labels().orElseThrow()).containsExactly(1, 0);
    assertThat(data.shape()).isEqualTo(Shape.sequence(2, 3));
    assertThatThrownBy(() -> new NpyFactory().open(request(file, Map.of("shape", "7"))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("a.npy", "7", "6");
    assertThatThrownBy(() -> NpyReader.readLabels(file))
        .hasMessageContainingAll("3 dimensions", "1 for labels");
  }

  @Test
  void refusesFortranOrderObjectsAndStructures() {
    assertRefused(
        npy("'<f4'", "True", "(2, 3)", new byte[24]), "Fortran order", "numpy.ascontiguousarray");
    assertRefused(npy("'|O'", "False", "(2,)", new byte[9]), "Python objects, dtype '|O'");
    assertRefused(
        npy("[('a', '<f4'), ('b', '<i4')]", "False", "(2,)", new byte[16]), "dtype '[(a, <f4)");
    assertRefused(npy("'<c8'", "False", "(2,)", new byte[16]), "dtype '<c8'", "real numbers");
    assertRefused(npy("'<U5'", "False", "(2,)", new byte[40]), "dtype '<U5'");
    assertRefused(npy("'<f2'", "False", "(2,)", new byte[4]), "dtype '<f2'", "dtype='float32'");
  }

  @Test
  void refusesBadHeaders() {
    assertRefused(new byte[0], "magic string at byte 0: found 0 bytes");
    assertRefused("PK\3\4 an archive".getBytes(StandardCharsets.US_ASCII), "'PK??", ".npz");
    byte[] version = LITTLE_FLOATS.clone();
    version[6] = 9;
    assertRefused(version, "byte 6: found version 9", "1, 2 or 3");
    byte[] length = BIG_DOUBLES.clone();
    length[11] = 127;
    assertRefused(length, "header length", "at most 65536");
    assertRefused(npy("'<f4'", "False", "()", new byte[4]), "0 dimensions");
    assertRefused(npy("'<f4'", "False", "(0, 3)", new byte[0]), "0x3");
    assertRefused(npy("'<f4'", "False", "(-1, 3)", new byte[12]), "a readable 'shape'");
    assertRefused(npy("'<f4'", "False", "(1 2,)", new byte[12]), "shape '1 2,'", "whole numbers");
    assertRefused(npy("'<f4'", "None", "(1,)", new byte[4]), "a readable 'fortran_order'");
    assertRefused(npy("'<f4'", "False", "(99999999999999999999,)", new byte[4]), "whole numbers");
    assertRefused(npy("'<f8'", "False", "(2000000, 1000)", new byte[4]), "16000000000 bytes");
    assertRefused(npy("'<f4'", "False", "(3000000000, 9)", new byte[4]), "3000000000x9");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 9, 40, 127, 130, 143})
  void refusesTruncatedFile(int length) {
    assertRefused(Arrays.copyOf(LITTLE_FLOATS, length), "a.npy", "cut short");
  }

  @Test
  void refusesTrailingBytesAndNotFinite() {
    assertRefused(Arrays.copyOf(LITTLE_FLOATS, 145), "found 1 more bytes");
    ByteBuffer values = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    values.putFloat(1).putFloat(Float.POSITIVE_INFINITY);
    assertRefused(
        npy("'<f4'", "False", "(1, 2)", values.array()), "row 0, column 1", "found Infinity");
    ByteBuffer huge = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e300);
    assertRefused(npy("'<f8'", "False", "(1,)", huge.array()), "found Infinity");
  }

  @Test
  void recognizesItsForm() {
    NpyFactory factory = new NpyFactory();
    assertThat(factory.recognizes("some/where.NPY")).isTrue();
    assertThat(factory.recognizes("npy")).isTrue();
    assertThat(factory.recognizes("where.npz")).isFalse();
    assertThat(factory.recognizes("bad\0name.npy")).isFalse();
    assertThatThrownBy(
            () -> factory.open(request(folder.resolve("a.npy"), Map.of("colour", "grey"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("'colour'", "labels, shape");
    assertThatThrownBy(() -> factory.open(DatasetRequest.of("absent.npy")))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("absent.npy", "no such file");
    assertThatThrownBy(() -> factory.open(DatasetRequest.of("bad\0name.npy")))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("bad?name.npy", "no valid path");
  }

  private Dataset open(byte[] content) {
    return new NpyFactory().open(request(write(folder, "a.npy", content), Map.of())).train();
  }

  private void assertRefused(byte[] content, String... parts) {
    assertThatThrownBy(() -> open(content))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("a.npy")
        .message()
        .doesNotContain("\n");
  }

  private static byte[] npy(String dtype, String fortran, String shape, byte[] values) {
    String text =
        "{'descr': " + dtype + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
    ByteBuffer buffer = ByteBuffer.allocate(10 + text.length() + values.length);
    buffer.order(ByteOrder.LITTLE_ENDIAN).put(LITTLE_FLOATS, 0, 8).putShort((short) text.length());
    return buffer.put(text.getBytes(StandardCharsets.US_ASCII)).put(values).array();
  }

  private static byte[] longs(long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      buffer.putLong(value);
    }
    return buffer.array();
  }
}
