package org.ae4j.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.ByteRowDataset;
import org.ae4j.api.DataException;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.ValueRange;

/**
 * Rows in a file that is mapped into memory: they take no heap, and the operating system keeps as
 * many of them at hand as memory has room for.
 *
 * <p>Pieces hold whole rows, so that no row lies across two of them. The mapping lasts until the
 * data set is garbage.
 */
abstract sealed class MappedDataset implements DenseDataset {
  private final String name;
  private final Shape shape;
  private final int rows;
  private final Annotations annotations;

  private MappedDataset(String name, Shape shape, int rows, Annotations annotations) {
    this.name = name;
    this.shape = shape;
    this.rows = rows;
    this.annotations = annotations;
  }

  /**
   * Maps values of {@link ElementType#UINT8} or {@link ElementType#FLOAT32}.
   *
   * @param start where the values begin in the file, which is known to have all of them
   * @throws DataException if the file cannot be mapped
   */
  static MappedDataset of(String name, Path file, long start, StoredRows stored, int pieceBytes) {
    RowLayout layout = stored.layout();
    long rowBytes = (long) layout.shape().size() * stored.type().bytes();
    Pieces pieces =
        new Pieces(
            file.toString(), (int) Math.max(1, pieceBytes / rowBytes), layout.shape().size());
    int count = (layout.rows() - 1) / pieces.rows + 1;
    ByteBuffer[] mapped = new ByteBuffer[count];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int i = 0; i < count; i++) {
        long first = (long) i * pieces.rows;
        long bytes = Math.min(pieces.rows, layout.rows() - first) * rowBytes;
        mapped[i] =
            channel
                .map(FileChannel.MapMode.READ_ONLY, start + first * rowBytes, bytes)
                .order(stored.order());
      }
    } catch (IOException e) {
      throw DataProblem.unreadable(file.toString(), e);
    }
    if (stored.type() == ElementType.UINT8) {
      return new OfBytes(name, layout.shape(), layout.rows(), Annotations.NONE, pieces, mapped);
    }
    FloatBuffer[] floats =
        Arrays.stream(mapped).map(ByteBuffer::asFloatBuffer).toArray(FloatBuffer[]::new);
    return new OfFloats(name, layout.shape(), layout.rows(), Annotations.NONE, pieces, floats);
  }

  @Override
  public final MappedDataset withShape(Shape newShape) {
    if (newShape.size() != shape.size()) {
      throw new ShapeException(
          name
              + ": got shape "
              + newShape
              + " of "
              + newShape.size()
              + " values, expected one of "
              + shape.size()
              + " as a row of "
              + shape
              + " has");
    }
    return with(newShape, annotations);
  }

  @Override
  public final MappedDataset withLabels(int[] labels, List<String> names) {
    return with(shape, annotations.withLabels(name, rows, labels, names));
  }

  abstract MappedDataset with(Shape newShape, Annotations newAnnotations);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int size() {
    return rows;
  }

  @Override
  public final Shape shape() {
    return shape;
  }

  @Override
  public final Optional<int[]> labels() {
    return annotations.labelsCopy();
  }

  @Override
  public final List<String> labelNames() {
    return annotations.labelNames();
  }

  /** How rows lie in pieces of the file. */
  private record Pieces(String file, int rows, int columns) {

    int of(int row) {
      return row / rows;
    }

    int offset(int row) {
      return row % rows * columns;
    }

    /** Says what the JVM's error means. */
    DataException lost(int row, InternalError e) {
      return DataProblem.at(
          file,
          "row " + row + " (from 0)",
          "nothing that can be read",
          "the values that were there when the file was opened",
          "leave the file as it is while it is in use, and check the disk",
          e);
    }
  }

  private static final class OfBytes extends MappedDataset implements ByteRowDataset {
    private final Pieces pieces;
    private final ByteBuffer[] mapped;

    OfBytes(
        String name,
        Shape shape,
        int rows,
        Annotations annotations,
        Pieces pieces,
        ByteBuffer[] mapped) {
      super(name, shape, rows, annotations);
      this.pieces = pieces;
      this.mapped = mapped;
    }

    @Override
    MappedDataset with(Shape newShape, Annotations newAnnotations) {
      return new OfBytes(name(), newShape, size(), newAnnotations, pieces, mapped);
    }

    @Override
    public void copyBytes(int row, byte[] out, int offset) {
      try {
        mapped[pieces.of(row)].get(pieces.offset(row), out, offset, pieces.columns());
      } catch (InternalError e) {
        throw pieces.lost(row, e);
      }
    }

    @Override
    public void copyRow(int row, float[] out, int offset) {
      ByteBuffer piece = mapped[pieces.of(row)];
      int start = pieces.offset(row);
      try {
        for (int i = 0; i < pieces.columns(); i++) {
          out[offset + i] = piece.get(start + i) & 0xFF;
        }
      } catch (InternalError e) {
        throw pieces.lost(row, e);
      }
    }

    @Override
    public Optional<ValueRange> valueRange() {
      return Optional.of(ValueRange.BYTE);
    }
  }

  private static final class OfFloats extends MappedDataset {
    private final Pieces pieces;
    private final FloatBuffer[] mapped;

    OfFloats(
        String name,
        Shape shape,
        int rows,
        Annotations annotations,
        Pieces pieces,
        FloatBuffer[] mapped) {
      super(name, shape, rows, annotations);
      this.pieces = pieces;
      this.mapped = mapped;
    }

    @Override
    MappedDataset with(Shape newShape, Annotations newAnnotations) {
      return new OfFloats(name(), newShape, size(), newAnnotations, pieces, mapped);
    }

    @Override
    public void copyRow(int row, float[] out, int offset) {
      try {
        mapped[pieces.of(row)].get(pieces.offset(row), out, offset, pieces.columns());
      } catch (InternalError e) {
        throw pieces.lost(row, e);
      }
      // To look at every value when the file is opened would read all of it.
      for (int i = 0; i < pieces.columns(); i++) {
        if (!Float.isFinite(out[offset + i])) {
          throw FloatDataset.notFinite(pieces.file(), row, i, out[offset + i]);
        }
      }
    }
  }
}
