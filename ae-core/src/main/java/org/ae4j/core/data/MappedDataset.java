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
 * data set is garbage. If the file becomes shorter meanwhile, reading a lost row throws a {@link
 * DataException}, or an {@link InternalError} where the JVM notices somewhat later.
 */
abstract sealed class MappedDataset implements DenseDataset {
  private final String name;
  private final Shape shape;
  private final int rows;
  private final Annotations annotations;
  private final Pieces pieces;

  private MappedDataset(
      String name, Shape shape, int rows, Annotations annotations, Pieces pieces) {
    this.name = name;
    this.shape = shape;
    this.rows = rows;
    this.annotations = annotations;
    this.pieces = pieces;
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
    int rows = (int) Math.max(1, pieceBytes / rowBytes);
    ByteBuffer[] mapped = new ByteBuffer[(layout.rows() - 1) / rows + 1];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int i = 0; i < mapped.length; i++) {
        long first = (long) i * rows;
        long bytes = Math.min(rows, layout.rows() - first) * rowBytes;
        mapped[i] =
            channel
                .map(FileChannel.MapMode.READ_ONLY, start + first * rowBytes, bytes)
                .order(stored.order());
      }
    } catch (IOException e) {
      throw DataProblem.unreadable(file.toString(), e);
    }
    Pieces pieces = new Pieces(file.toString(), mapped, rows, (int) rowBytes);
    return stored.type() == ElementType.UINT8
        ? new OfBytes(name, layout.shape(), layout.rows(), Annotations.NONE, pieces)
        : new OfFloats(name, layout.shape(), layout.rows(), Annotations.NONE, pieces);
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

  @Override
  public final void prefetch(int row) {
    pieces.touch(row);
  }

  /** The mapped file, and where in it rows lie. */
  private static final class Pieces {
    private static final int PAGE = 4096;

    final String file;
    final ByteBuffer[] mapped;
    final int rows;
    final int rowBytes;

    /** Keeps the compiler from leaving out reads whose value nobody needs. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    Pieces(String file, ByteBuffer[] mapped, int rows, int rowBytes) {
      this.file = file;
      this.mapped = mapped;
      this.rows = rows;
      this.rowBytes = rowBytes;
    }

    int of(int row) {
      return row / rows;
    }

    /** Returns where a row begins in its piece, counted in elements of some bytes each. */
    int offset(int row, int elementBytes) {
      return row % rows * (rowBytes / elementBytes);
    }

    void touch(int row) {
      ByteBuffer piece = mapped[of(row)];
      int start = offset(row, 1);
      try {
        int sum = piece.get(start + rowBytes - 1);
        for (int i = 0; i < rowBytes; i += PAGE) {
          sum += piece.get(start + i);
        }
        touched = sum;
      } catch (InternalError e) {
        throw lost(row, e);
      }
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

    OfBytes(String name, Shape shape, int rows, Annotations annotations, Pieces pieces) {
      super(name, shape, rows, annotations, pieces);
      this.pieces = pieces;
    }

    @Override
    MappedDataset with(Shape newShape, Annotations newAnnotations) {
      return new OfBytes(name(), newShape, size(), newAnnotations, pieces);
    }

    @Override
    public void copyBytes(int row, byte[] out, int offset) {
      try {
        pieces.mapped[pieces.of(row)].get(pieces.offset(row, 1), out, offset, pieces.rowBytes);
      } catch (InternalError e) {
        throw pieces.lost(row, e);
      }
    }

    @Override
    public void copyRow(int row, float[] out, int offset) {
      ByteBuffer piece = pieces.mapped[pieces.of(row)];
      int start = pieces.offset(row, 1);
      try {
        for (int i = 0; i < pieces.rowBytes; i++) {
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

    OfFloats(String name, Shape shape, int rows, Annotations annotations, Pieces pieces) {
      super(name, shape, rows, annotations, pieces);
      this.pieces = pieces;
      this.mapped =
          Arrays.stream(pieces.mapped).map(ByteBuffer::asFloatBuffer).toArray(FloatBuffer[]::new);
    }

    @Override
    MappedDataset with(Shape newShape, Annotations newAnnotations) {
      return new OfFloats(name(), newShape, size(), newAnnotations, pieces);
    }

    @Override
    public void copyRow(int row, float[] out, int offset) {
      int columns = shape().size();
      try {
        mapped[pieces.of(row)].get(pieces.offset(row, Float.BYTES), out, offset, columns);
      } catch (InternalError e) {
        throw pieces.lost(row, e);
      }
      // To look at every value when the file is opened would read all of it.
      for (int i = 0; i < columns; i++) {
        if (!Float.isFinite(out[offset + i])) {
          throw FloatDataset.notFinite(pieces.file, row, i, out[offset + i]);
        }
      }
    }
  }
}
