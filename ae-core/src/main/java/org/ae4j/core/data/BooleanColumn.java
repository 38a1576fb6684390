package org.ae4j.core.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ae4j.core.tabular.ColumnGroup;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of yes and no.
 *
 * @param yes what is printed for 1
 * @param no what is printed for 0
 */
record BooleanColumn(String name, boolean missing, double weight, String yes, String no)
    implements TypedColumn {
  static final String KIND = "boolean";

  private static final int LONGEST = 5;
  private static final List<String> YES = List.of("true", "yes", "y", "t", "1");
  private static final List<String> NO = List.of("false", "no", "n", "f", "0");

  /** Returns 1, 0 or NaN for words of any column. */
  static float of(String text) {
    if (text.length() > LONGEST) {
      return Float.NaN;
    }
    String word = text.toLowerCase(Locale.ROOT);
    return YES.contains(word) ? 1 : NO.contains(word) ? 0 : Float.NaN;
  }

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
    return text.equals(yes) ? 1 : text.equals(no) ? 0 : of(text);
  }

  @Override
  public String expected() {
    return "'" + yes + "' or '" + no + "'";
  }

  @Override
  public boolean forgives() {
    return false;
  }

  @Override
  public void expand(float cell, float[] out, int at) {
    out[at] = cell == MISSING ? 0.5f : cell;
  }

  @Override
  public ColumnGroup group() {
    return new ColumnGroup(ColumnGroup.Kind.B, 1, missing, weight);
  }

  @Override
  public Optional<Preprocessing.Kind> scale(int feature) {
    return Optional.of(Preprocessing.Kind.NONE);
  }

  @Override
  public List<String> valueNames() {
    return List.of(name);
  }

  @Override
  public String print(float[] row, int at) {
    return row[at] >= 0.5f ? yes : no;
  }

  @Override
  public void write(ObjectNode json) {
    json.put(ColumnSpec.YES, yes);
    json.put(ColumnSpec.NO, no);
  }
}
