package org.ae4j.core.data;

import java.util.List;
import java.util.Optional;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.ValueRange;

/** Rows of unsigned bytes in memory, one after the other. */
public final class ByteArrayDataset implements DenseDataset, ByteDataset {
  private final String name;
  private final Shape shape;
  private final byte[] bytes;
  private final Annotations annotations;

  /**
   * Makes a data set of the rows in {@code bytes}, which it takes over: the array is not copied and
   * must not be written to afterwards.
   *
   * @param name what messages call the data
   * @param bytes rows of {@code shape.size()} values each, at least one
   * @throws ShapeException if the length is not a positive multiple of the row's size
   */
  public ByteArrayDataset(String name, Shape shape, byte[] bytes) {
    this(name, shape, bytes, Annotations.NONE);
    if (bytes.length == 0 || bytes.length % shape.size() != 0) {
      throw new ShapeException(
          name
              + ": got "
              + bytes.length
              + " bytes, expected at least one row of "
              + shape.size()
              + " bytes ("
              + shape
              + ")");
    }
  }

  private ByteArrayDataset(String name, Shape shape, byte[] bytes, Annotations annotations) {
    this.name = name;
    this.shape = shape;
    this.bytes = bytes;
    this.annotations = annotations;
  }

  @Override
  public ByteArrayDataset withShape(Shape newShape) {
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
    return new ByteArrayDataset(name, newShape, bytes, annotations);
  }

  @Override
  public ByteArrayDataset withLabels(int[] labels, List<String> names) {
    Annotations labelled = annotations.withLabels(name, size(), labels, names);
    return new ByteArrayDataset(name, shape, bytes, labelled);
  }

  /** Returns the same rows with one name for each. */
  public ByteArrayDataset withRowNames(List<String> names) {
    return new ByteArrayDataset(name, shape, bytes, annotations.withRowNames(name, size(), names));
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int offset(int row) {
    return Math.multiplyExact(row, shape.size());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return bytes.length / shape.size();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void copyRow(int row, float[] out, int offset) {
    int start = offset(row);
    for (int i = 0; i < shape.size(); i++) {
      out[offset + i] = bytes[start + i] & 0xFF;
    }
  }

  @Override
  public Optional<ValueRange> valueRange() {
    return Optional.of(ValueRange.BYTE);
  }

  @Override
  public Optional<int[]> labels() {
    return annotations.labelsCopy();
  }

  @Override
  public List<String> labelNames() {
    return annotations.labelNames();
  }

  @Override
  public List<String> rowNames() {
    return annotations.rowNames();
  }
}
