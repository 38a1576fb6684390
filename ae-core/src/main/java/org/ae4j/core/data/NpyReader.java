package org.ae4j.core.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.DataException;

/**
 * Reads NumPy's .npy files of versions 1 to 3, in C order and either byte order.
 *
 * <p>The first dimension counts rows; further ones make a row features, a grey image (height x
 * width), or an image (channels x height x width). Unsigned bytes stay bytes, as a {@link
 * ByteDataset}; other numbers become floats.
 *
 * @see <a
 *     href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
public final class NpyReader {
  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
  private static final int LONGEST_HEADER = 1 << 16;

  private NpyReader() {}

  /**
   * Reads a file, or maps it where it is large and of bytes or 32-bit floats.
   *
   * @param name what messages call the data afterwards
   * @throws DataException if the file is missing, truncated, malformed, or of a kind that is not
   *     read: Fortran order, Python objects, structures, strings, complex numbers
   */
  public static DenseDataset read(String name, Path file) {
    return read(name, file, Mapping.DEFAULT);
  }

  static DenseDataset read(String name, Path file, Mapping mapping) {
    try (Content content = Content.open(file)) {
      NpyHeader header = header(content);
      RowLayout layout = RowLayout.of(content.file(), header.dimensions());
      return new StoredRows(layout, header.type(), header.order()).open(name, content, mapping);
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
      NpyHeader header = header(content);
      RowLayout layout = RowLayout.of(content.file(), header.dimensions());
      if (header.dimensions().length != 1) {
        throw DataProblem.at(
            content.file(),
            "header",
            header.dimensions().length + " dimensions",
            "1 for labels",
            "check that labels and rows are not mixed up");
      }
      return Labels.of(
          content.file(),
          new StoredRows(layout, header.type(), header.order()).readFloats(content));
    }
  }

  private static NpyHeader header(Content content) {
    byte[] magic = content.bytes(MAGIC.length + 2, "magic string");
    if (!Arrays.equals(magic, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw DataProblem.at(
          content.file(),
          "byte 0",
          DataProblem.quote(new String(magic, StandardCharsets.ISO_8859_1)),
          "the magic string \\x93NUMPY",
          "check that this is an .npy file (of an .npz archive, extract the arrays)");
    }
    int version = magic[MAGIC.length];
    if (version < 1 || version > 3) {
      throw DataProblem.at(
          content.file(), "byte 6", "version " + version, "1, 2 or 3", "save it with numpy.save");
    }
    ByteBuffer size =
        ByteBuffer.wrap(content.bytes(version == 1 ? 2 : 4, "header length"))
            .order(ByteOrder.LITTLE_ENDIAN);
    long length = version == 1 ? size.getShort() & 0xFFFF : size.getInt() & 0xFFFF_FFFFL;
    if (length > LONGEST_HEADER) {
      throw DataProblem.at(
          content.file(),
          "header length",
          length + " bytes",
          "at most " + LONGEST_HEADER,
          "save it again with numpy.save");
    }
    byte[] text = content.bytes((int) length, "header");
    return NpyHeader.parse(content.file(), new String(text, StandardCharsets.UTF_8));
  }
}
