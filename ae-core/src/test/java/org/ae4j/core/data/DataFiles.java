package org.ae4j.core.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;

/** Writes small files for the tests, and reads rows back. */
final class DataFiles {
  private DataFiles() {}

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Returns an IDX file: type, dimensions, and the bytes that follow. */
  static byte[] idx(int type, int[] dimensions, byte[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
    buffer.putInt(type << 8 | dimensions.length);
    for (int dimension : dimensions) {
      buffer.putInt(dimension);
    }
    return buffer.put(values).array();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Path write(Path folder, String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path folder, String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] row(Dataset data, int row) {
    float[] values = new float[data.shape().size()];
    data.copyRow(row, values, 0);
    return values;
  }

  static DatasetRequest request(Path source, Map<String, String> options) {
    return new DatasetRequest(source.toString(), Optional.empty(), options);
  }
}
