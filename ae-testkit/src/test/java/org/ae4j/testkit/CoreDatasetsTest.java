package org.ae4j.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.DatasetRequest;
import org.ae4j.core.BuiltInPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class CoreDatasetsTest extends DatasetContract {
  private static final int IMAGES = 3;

  /** Two by two pixels. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR42mNocFBg+M8AAv///wcAGd8E"
          + "3bxR7dAAAAAASUVORK5CYII=";

  @TempDir static Path folder;

  @Override
  protected AutoencoderPlugin plugin() {
    return new BuiltInPlugin();
  }

  @Override
  protected Stream<DatasetRequest> requests() {
    return Stream.of(
        request("rows.csv", Map.of("label", "class")),
        request("rows.npy", Map.of()),
        request("rows-idx3-ubyte", Map.of()),
        request("pictures", Map.of("size", "4x4")),
        new DatasetRequest("mnist", Optional.of(folder.resolve("mnist")), Map.of()),
        new DatasetRequest("fashion-mnist", Optional.of(folder.resolve("mnist")), Map.of()));
  }

  private static DatasetRequest request(String file, Map<String, String> options) {
    return new DatasetRequest(folder.resolve(file).toString(), Optional.empty(), options);
  }

  @BeforeAll
  static void writeFiles() throws IOException {
    Files.writeString(folder.resolve("rows.csv"), "a,b,class\n1,2.5,x\n-3,4,y\n0,1e3,x\n");
    Files.write(folder.resolve("rows.npy"), npy());
    Files.write(folder.resolve("rows-idx3-ubyte"), idx(IMAGES, 2, 2));
    for (String label : new String[] {"cat", "dog"}) {
      Path pictures = Files.createDirectories(folder.resolve("pictures").resolve(label));
      Files.write(pictures.resolve("one.png"), Base64.getDecoder().decode(PNG));
    }
    Path mnist = Files.createDirectory(folder.resolve("mnist"));
    for (String set : new String[] {"train", "t10k"}) {
      Files.write(mnist.resolve(set + "-images-idx3-ubyte"), idx(IMAGES, 28, 28));
      Files.write(mnist.resolve(set + "-labels-idx1-ubyte"), idx(IMAGES));
    }
  }

  private static byte[] idx(int... dimensions) {
    int size = 1;
    for (int dimension : dimensions) {
      size *= dimension;
    }
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + size);
    buffer.putInt(0x800 + dimensions.length);
    for (int dimension : dimensions) {
      buffer.putInt(dimension);
    }
    for (int i = 0; i < size; i++) {
      buffer.put((byte) (dimensions.length == 1 ? i % 10 : i * 37));
    }
    return buffer.array();
  }

  /** Three rows of two floats, in version 1.0 of the format. */
  private static byte[] npy() {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";
    header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    ByteBuffer buffer =
        ByteBuffer.allocate(10 + header.length() + 24).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    buffer.put((byte) 0).putShort((short) header.length());
    buffer.put(header.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 6; i++) {
      buffer.putFloat(i / 4f);
    }
    return buffer.array();
  }
}
