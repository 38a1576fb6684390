package org.ae4j.core.data;

import java.util.List;
import java.util.Optional;
import org.ae4j.api.DataException;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;

/** Rows of floats in memory, one after the other; every value is finite. */
public final class FloatDataset implements DenseDataset {
  private final String name;
  private final Shape shape;
  private final float[] values;
  private final Annotations annotations;

  /**
   * Makes a data set of the rows in {@code values}, which it takes over: the array is not copied
   * and must not be written to afterwards ({@link Datasets#of(float[][])} copies).
   *
   * @param name what messages call the data
   * @param values rows of {@code shape.size()} values each, at least one
   * @throws ShapeException if the length is not a positive multiple of the row's size
   * @throws DataException if a value is NaN or infinite
   */
  public FloatDataset(String name, Shape shape, float[] values) {
    this(name, name, shape, values);
  }

  FloatDataset(String name, String file, Shape shape, float[] values) {
    this(name, shape, values, Annotations.NONE);
    if (values.length == 0 || values.length % shape.size() != 0) {
      throw new ShapeException(
          name
              + ": got "
              + values.length
              + " values, expected at least one row of "
              + shape.size()
              + " values ("
              + shape
              + ")");
    }
    requireFinite(file, values, shape.size());
  }

  private FloatDataset(String name, Shape shape, float[] values, Annotations annotations) {
    this.name = name;
    this.shape = shape;
    this.values = values;
    this.annotations = annotations;
  }

  @Override
  public FloatDataset withShape(Shape newShape) {
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
    return new FloatDataset(name, newShape, values, annotations);
  }

  @Override
  public FloatDataset withLabels(int[] labels, List<String> names) {
    Annotations labelled = annotations.withLabels(name, size(), labels, names);
    return new FloatDataset(name, shape, values, labelled);
  }

  /** Returns the same rows with one distinct name for each feature. */
  public FloatDataset withFeatureNames(List<String> names) {
    Annotations named = annotations.withFeatureNames(shape.size(), names);
    return new FloatDataset(name, shape, values, named);
  }

  /** Returns the array that holds the rows one after the other; not to be written to. */
  public float[] values() {
    return values;
  }

  /** Returns where a row starts in {@link #values()}. */
  public int offset(int row) {
    return Math.multiplyExact(row, shape.size());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return values.length / shape.size();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void copyRow(int row, float[] out, int offset) {
    System.arraycopy(values, offset(row), out, offset, shape.size());
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
  public List<String> featureNames() {
    return annotations.featureNames();
  }

  private static void requireFinite(String file, float[] values, int columns) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw notFinite(file, i / columns, i % columns, values[i]);
      }
    }
  }

  static DataException notFinite(String file, int row, int column, float value) {
    return DataProblem.at(
        file,
        "row " + row + ", column " + column + " (both from 0)",
        "" + value,
        "a finite number",
        "remove the row or replace the value");
  }
}
