package org.ae4j.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.core.tabular.ColumnGroup;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A column of texts out of a few, each a feature of its own. */
final class CategoryColumn implements TypedColumn {
  static final String KIND = "category";

  private final String name;
  private final boolean missing;
  private final double weight;
  private final List<String> categories;
  private final Map<String, Integer> index = new HashMap<>();

  CategoryColumn(String name, boolean missing, double weight, List<String> categories) {
    this.name = name;
    this.missing = missing;
    this.weight = weight;
    this.categories = List.copyOf(categories);
    for (String category : categories) {
      index.put(category, index.size());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean missing() {
    return missing;
  }

  @Override
  public double weight() {
    return weight;
  }

  List<String> categories() {
    return categories;
  }

  @Override
  public int values() {
    return categories.size();
  }

  @Override
  public float parse(String text) {
    Integer found = index.get(text);
    return found == null ? Float.NaN : found;
  }

  @Override
  public String expected() {
    return "one of " + categories.size() + " known categories";
  }

  @Override
  public boolean forgives() {
    return true;
  }

  @Override
  public void expand(float cell, float[] out, int at) {
    Arrays.fill(out, at, at + categories.size(), 0);
    if (cell != MISSING) {
      out[at + (int) cell] = 1;
    }
  }

  /**
   * A category that is not known is missing too, also where nothing was when the column was made.
   */
  @Override
  public boolean isMissing(float[] row, int at) {
    return TypedColumn.super.isMissing(row, at) || isNone(row, at);
  }

  private boolean isNone(float[] row, int at) {
    for (int i = at; i < at + categories.size(); i++) {
      if (row[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public ColumnGroup group() {
    return new ColumnGroup(ColumnGroup.Kind.C, categories.size(), missing, weight);
  }

  @Override
  public Optional<Preprocessing.Kind> scale(int feature) {
    return Optional.of(Preprocessing.Kind.NONE);
  }

  @Override
  public List<String> valueNames() {
    return categories.stream().map(category -> name + "=" + category).toList();
  }

  @Override
  public String print(float[] row, int at) {
    int best = 0;
    for (int i = 1; i < categories.size(); i++) {
      best = row[at + i] > row[at + best] ? i : best;
    }
    return categories.get(best);
  }

  @Override
  public void write(ObjectNode json) {
    ArrayNode all = json.putArray(ColumnSpec.CATEGORIES);
    categories.forEach(all::add);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoryColumn that
        && name.equals(that.name)
        && missing == that.missing
        && weight == that.weight
        && categories.equals(that.categories);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + categories.hashCode();
  }

  @Override
  public String toString() {
    return name + " " + categories;
  }
}
