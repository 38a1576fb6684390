package org.ae4j.api;

/**
 * A named array of weights, row-major, that an optimizer changes in place while a model is trained.
 *
 * <p>Identity matters: two layers that hold the same parameter share its values (tied weights).
 * Written by the engine only; in a trained model nobody writes.
 */
public final class Parameter {
  private final String name;
  private final int rows;
  private final int columns;
  private final float[] values;

  /**
   * Makes a parameter.
   *
   * @param name unique in its model, for example {@code encoder.0.weight}
   * @param values {@code rows * columns} values, kept and not copied
   */
  public Parameter(String name, int rows, int columns, float[] values) {
    if (values.length != Math.multiplyExact(rows, columns)) {
      throw new ShapeException(
          name + " is " + rows + " x " + columns + " but has " + values.length + " values");
    }
    this.name = name;
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** Returns the name, unique in its model. */
  public String name() {
    return name;
  }

  /** Returns the number of rows; 1 for a vector. */
  public int rows() {
    return rows;
  }

  /** Returns the number of columns. */
  public int columns() {
    return columns;
  }

  /** Returns the number of values. */
  public int size() {
    return values.length;
  }

  /** Returns the values themselves. */
  public float[] values() {
    return values;
  }

  @Override
  public String toString() {
    return name + " " + rows + "x" + columns;
  }
}
