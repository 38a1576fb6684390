package org.ae4j.core.data;

import java.util.List;
import java.util.Optional;
import org.ae4j.core.tabular.ColumnGroup;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of numbers.
 *
 * @param scale how it is scaled, or empty as the model says
 * @param fill the feature of a missing cell, the mean of those that are there
 */
record NumberColumn(
    String name, boolean missing, double weight, Optional<Preprocessing.Kind> scale, float fill)
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
    return CsvColumns.parse(text);
  }

  @Override
  public String expected() {
    return "a number such as -1.5e3";
  }

  @Override
  public boolean forgives() {
    return false;
  }

  @Override
  public void expand(float cell, float[] out, int at) {
    out[at] = cell == MISSING ? fill : cell;
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
    return List.of(name);
  }

  @Override
  public String print(float[] row, int at) {
    return Float.toString(row[at]);
  }

  @Override
  public void write(ObjectNode json) {
    scale.ifPresent(kind -> json.put(ColumnSpec.SCALE, kind.toString()));
    json.put(ColumnSpec.FILL, fill);
  }
}
