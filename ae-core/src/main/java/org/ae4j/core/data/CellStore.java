package org.ae4j.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.ae4j.api.DataException;
import org.ae4j.api.Shape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects parsed cells: in an array, and once they take more than a mapped file's least size in a
 * temporary file, which is mapped in the end and deleted with the JVM at the latest.
 */
final class CellStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CellStore.class);
  private static final int BUFFER = 1 << 20;

  private final String name;
  private final int columns;
  private final Mapping mapping;
  private float[] values;
  private int count;
  private int rows;
  private @Nullable Path file;
  private @Nullable FileChannel channel;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  CellStore(String name, int columns, Mapping mapping) {
    this.name = name;
    this.columns = columns;
    this.mapping = mapping;
    this.values = new float[64 * columns];
  }

  int rows() {
    return rows;
  }

  void add(float[] row) {
    if (rows == Integer.MAX_VALUE - 8) {
      throw new DataException(name + ": found more than " + rows + " rows; split the file");
    }
    rows++;
    if (channel != null) {
      write(row, columns);
      return;
    }
    if (values.length - count < columns) {
      if (2L * values.length * Float.BYTES > mapping.fromBytes()) {
        spill();
        write(row, columns);
        return;
      }
      values = Arrays.copyOf(values, 2 * values.length);
    }
    System.arraycopy(row, 0, values, count, columns);
    count += columns;
  }

  private void spill() {
    try {
      Path temporary = Files.createTempFile("ae4j-", ".cells");
      temporary.toFile().deleteOnExit();
      LOG.info("{}: its cells go to the temporary file {}", name, temporary);
      file = temporary;
      channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
      buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
      write(values, count);
      values = new float[0];
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private void write(float[] from, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer.remaining() < Float.BYTES) {
        flush();
      }
      buffer.putFloat(from[i]);
    }
  }

  private void flush() {
    try {
      buffer.flip();
      while (channel != null && buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /** Returns the cells as a data set of a feature a column. */
  DenseDataset finish() {
    if (file == null) {
      return new FloatDataset(name, Shape.features(columns), Arrays.copyOf(values, count));
    }
    flush();
    close();
    RowLayout layout = RowLayout.of(file.toString(), rows, columns);
    StoredRows stored = new StoredRows(layout, ElementType.FLOAT32, ByteOrder.LITTLE_ENDIAN);
    MappedDataset mapped = MappedDataset.of(name, file, 0, stored, mapping.pieceBytes());
    delete();
    return mapped;
  }

  /** Lets the file vanish as soon as the mapping does, where the system allows that. */
  private void delete() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("{} stays until the JVM ends", file, e);
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private DataException problem(IOException e) {
    return new DataException(
        name
            + ": its cells cannot be written to a temporary file: "
            + DataProblem.oneLine(e)
            + "; make room, or name another folder with -Djava.io.tmpdir=FOLDER",
        e);
  }
}
