package org.ae4j.core.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import org.ae4j.core.tabular.ColumnGroup;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of numbers.
 *
 * @param scale how it is scaled, or empty as the model says
 * @param log whether the feature is log(1 + x), for quantities whose proportions matter
 * @param fill what stands for a missing cell, the mean of those that are there
 */
record NumberColumn(
    String name,
    boolean missing,
    double weight,
    Optional<Preprocessing.Kind> scale,
    boolean log,
    float fill)
    implements TypedColumn {
  static final String KIND = "number";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int values() {
    return 1;
  }

  @Override
  public float parse(String text) {
    float number = CsvColumns.parse(text);
    return log && number <= -1 ? Float.NaN : number;
  }

  @Override
  public String expected() {
    return log ? "a number above -1, for its logarithm" : "a number such as -1.5e3";
  }

  @Override
  public boolean forgives() {
    return false;
  }

  @Override
  public void expand(float cell, float[] out, int at) {
    float number = cell == MISSING ? fill : cell;
    out[at] = log ? (float) Math.log1p(number) : number;
  }

  @Override
  public ColumnGroup group() {
    return new ColumnGroup(ColumnGroup.Kind.N, 1, missing, weight);
  }

  @Override
  public Optional<Preprocessing.Kind> scale(int feature) {
    return scale;
  }

  @Override
  public List<String> valueNames() {
    return List.of(log ? "log(1 + " + name + ")" : name);
  }

  @Override
  public String print(float[] row, int at) {
    return Float.toString(log ? fromLogarithm(row[at]) : row[at]);
  }

  /** Returns the number to as many digits as a float's logarithm holds. */
  private static float fromLogarithm(float logarithm) {
    double number = Math.expm1(logarithm);
    return Double.isFinite(number)
        ? new BigDecimal(number).round(new MathContext(6)).floatValue()
        : (float) number;
  }

  @Override
  public void write(ObjectNode json) {
    scale.ifPresent(kind -> json.put(ColumnSpec.SCALE, kind.toString()));
    if (log) {
      json.put(ColumnSpec.LOG, true);
    }
    json.put(ColumnSpec.FILL, fill);
  }
}
