package org.ae4j.core.data;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.DataException;

/**
 * Reads IDX files, the form of MNIST and its successors, plain or gzip'd whatever their names.
 *
 * <p>The first dimension counts rows; further ones make a row features, a grey image (height x
 * width), or an image (channels x height x width). Unsigned bytes stay bytes, as a {@link
 * ByteDataset}; other numbers become floats.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">LeCun, Cortes, Burges: The MNIST database, for
 *     the format</a>
 */
public final class IdxReader {
  private IdxReader() {}

  /**
   * Reads a file, or maps it where it is large, plain, and of bytes or 32-bit floats.
   *
   * @param name what messages call the data afterwards
   * @throws DataException if the file is missing, truncated or malformed
   */
  public static DenseDataset read(String name, Path file) {
    return read(name, file, Mapping.DEFAULT);
  }

  static DenseDataset read(String name, Path file, Mapping mapping) {
    try (Content content = Content.open(file)) {
      return rows(name, content, mapping);
    }
  }

  /**
   * Reads content that is no file, for example a resource in a jar, and closes it.
   *
   * @param name what messages call the data afterwards
   * @param origin what messages call the content
   * @throws DataException if the content is truncated or malformed
   */
  public static DenseDataset read(String name, String origin, InputStream in) {
    try (Content content = Content.of(origin, in)) {
      return rows(name, content, Mapping.DEFAULT);
    }
  }

  /**
   * Reads one class index a row from a file with one dimension.
   *
   * @throws DataException if the file is missing or malformed, or holds something else than class
   *     indices
   */
  public static int[] readLabels(Path file) {
    try (Content content = Content.open(file)) {
      return labels(content);
    }
  }

  /** Reads one class index a row from content that is no file, and closes it. */
  public static int[] readLabels(String origin, InputStream in) {
    try (Content content = Content.of(origin, in)) {
      return labels(content);
    }
  }

  private static DenseDataset rows(String name, Content content, Mapping mapping) {
    Header header = Header.read(content);
    RowLayout layout = RowLayout.of(content.file(), header.dimensions);
    return new StoredRows(layout, header.type, ByteOrder.BIG_ENDIAN).open(name, content, mapping);
  }

  private static int[] labels(Content content) {
    Header header = Header.read(content);
    if (header.dimensions.length != 1) {
      throw DataProblem.at(
          content.file(),
          "header",
          header.dimensions.length + " dimensions",
          "1 for labels",
          "check that labels and images are not mixed up");
    }
    RowLayout layout = RowLayout.of(content.file(), header.dimensions);
    return Labels.of(
        content.file(),
        new StoredRows(layout, header.type, ByteOrder.BIG_ENDIAN).readFloats(content));
  }

  private static final class Header {
    final ElementType type;
    final long[] dimensions;

    private Header(ElementType type, long[] dimensions) {
      this.type = type;
      this.dimensions = dimensions;
    }

    static Header read(Content content) {
      byte[] magic = content.bytes(4, "magic number");
      ElementType type =
          switch (magic[2]) {
            case 0x08 -> ElementType.UINT8;
            case 0x09 -> ElementType.INT8;
            case 0x0B -> ElementType.INT16;
            case 0x0C -> ElementType.INT32;
            case 0x0D -> ElementType.FLOAT32;
            case 0x0E -> ElementType.FLOAT64;
            default -> throw notIdx(content, magic);
          };
      if (magic[0] != 0 || magic[1] != 0 || magic[3] < 1 || magic[3] > 4) {
        throw notIdx(content, magic);
      }
      IntBuffer sizes = ByteBuffer.wrap(content.bytes(4 * magic[3], "dimensions")).asIntBuffer();
      long[] dimensions = new long[magic[3]];
      Arrays.setAll(dimensions, i -> Integer.toUnsignedLong(sizes.get(i)));
      return new Header(type, dimensions);
    }

    private static DataException notIdx(Content content, byte[] magic) {
      return DataProblem.at(
          content.file(),
          "byte 0",
          String.format("%02x %02x %02x %02x", magic[0], magic[1], magic[2], magic[3]),
          "IDX's 00 00, a type (08, 09, 0b to 0e) and 01 to 04 dimensions",
          "check that this is an IDX file");
    }
  }
}
