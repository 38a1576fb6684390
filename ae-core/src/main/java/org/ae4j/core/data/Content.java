package org.ae4j.core.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ae4j.api.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A binary file that is read from its start, decompressed if its first bytes are gzip's.
 *
 * <p>What a header announces is checked against the file's length before memory is allocated; of
 * compressed content, whose length is unknown, memory grows with what has arrived. Every failure is
 * a {@link DataException} that names the file.
 */
final class Content implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final String file;
  private final InputStream in;
  private final @Nullable Path path;
  private final long length;
  private long position;

  private Content(String file, @Nullable Path path, InputStream in, long length) {
    this.file = file;
    this.path = path;
    this.in = in;
    this.length = length;
  }

  static Content open(Path path) {
    if (Files.isDirectory(path)) {
      throw new DataException(path + ": found a folder, expected a file; give the file's path");
    }
    try {
      return open(path.toString(), path, Files.newInputStream(path), Files.size(path));
    } catch (NoSuchFileException e) {
      throw DataProblem.noFile(path);
    } catch (IOException e) {
      throw DataProblem.unreadable(path.toString(), e);
    }
  }

  /** Opens content that is no file; closing it closes {@code source}. */
  static Content of(String name, InputStream source) {
    return open(name, null, source, -1);
  }

  private static Content open(String file, @Nullable Path path, InputStream source, long length) {
    BufferedInputStream in = new BufferedInputStream(source, CHUNK);
    try {
      in.mark(2);
      boolean compressed = in.read() == 0x1F && in.read() == 0x8B;
      in.reset();
      return compressed
          ? new Content(file, null, new GZIPInputStream(in, CHUNK), -1)
          : new Content(file, path, in, length);
    } catch (IOException e) {
      try (in) {
        throw damaged(file, 0, e);
      } catch (IOException suppressed) {
        throw DataProblem.unreadable(file, e);
      }
    }
  }

  String file() {
    return file;
  }

  /** Returns the file where its bytes are the content's, so that it can be mapped. */
  Optional<Path> plainFile() {
    return Optional.ofNullable(path)
        .filter(plain -> plain.getFileSystem() == FileSystems.getDefault());
  }

  /** Returns how many bytes have been read. */
  long position() {
    return position;
  }

  /** Reads {@code count} bytes of what is called {@code part}. */
  byte[] bytes(int count, String part) {
    requireLength(count, part);
    try {
      byte[] bytes;
      int got;
      if (length >= 0) {
        bytes = new byte[count];
        got = in.readNBytes(bytes, 0, count);
      } else {
        bytes = in.readNBytes(count);
        got = bytes.length;
      }
      if (got < count) {
        throw truncated(count, got, part);
      }
      position += count;
      return bytes;
    } catch (IOException e) {
      throw damaged(file, position, e);
    }
  }

  /** Reads {@code count} numbers of what is called {@code part}. */
  float[] floats(int count, ElementType type, ByteOrder order, String part) {
    long total = (long) count * type.bytes();
    requireLength(total, part);
    float[] values = new float[length >= 0 ? count : Math.min(count, CHUNK)];
    int done = 0;
    while (done < count) {
      if (done == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * done));
      }
      int step = Math.min(CHUNK / type.bytes(), values.length - done);
      ByteBuffer chunk = ByteBuffer.wrap(bytes(step * type.bytes(), part)).order(order);
      for (int i = 0; i < step; i++) {
        values[done++] = type.next(chunk);
      }
    }
    return values;
  }

  /** Checks that a plain file has {@code count} more bytes and no others, without reading them. */
  void requireRest(long count, String part) {
    requireLength(count, part);
    if (length - position > count) {
      throw longer(position + count);
    }
  }

  /** Checks that nothing follows. */
  void requireEnd() {
    try {
      if (in.read() >= 0) {
        throw longer(position);
      }
    } catch (IOException e) {
      throw damaged(file, position, e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw DataProblem.unreadable(file, e);
    }
  }

  private void requireLength(long count, String part) {
    if (length >= 0 && count > length - position) {
      throw truncated(count, length - position, part);
    }
  }

  private DataException longer(long end) {
    return DataProblem.at(
        file,
        "byte " + end,
        length >= 0 ? (length - end) + " more bytes" : "more bytes",
        "the end, as the header announces " + end + " bytes",
        "check that the file is complete and of this format");
  }

  private DataException truncated(long expected, long found, String part) {
    return DataProblem.at(
        file,
        part + " at byte " + position,
        found + " bytes",
        expected + " bytes",
        "the file is cut short: get it again");
  }

  private static DataException damaged(String file, long position, IOException cause) {
    if (cause instanceof ZipException || cause instanceof EOFException) {
      return DataProblem.at(
          file,
          "after byte " + position + " of its content",
          "damaged gzip data (" + DataProblem.oneLine(cause) + ")",
          "an intact gzip file",
          "get it again",
          cause);
    }
    return DataProblem.unreadable(file, cause);
  }
}
