package org.ae4j.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ae4j.core.tabular.ColumnGroup;
import tools.jackson.databind.node.ObjectNode;

/**
 * What reading a table needs of a column beside what others may know.
 *
 * <p>A parsed cell is one float: a number, the index of a category, 1 or 0, or minutes or days; a
 * missing cell is {@link #MISSING}.
 */
sealed interface TypedColumn extends TableColumn
    permits NumberColumn, CategoryColumn, BooleanColumn, DateColumn {
  /** Stands for a missing cell; finite, as a mapped file of floats has to be. */
  float MISSING = -Float.MAX_VALUE;

  /** Returns a cell that is there, or NaN if the text is none of this kind. */
  float parse(String text);

  /** Says what {@link #parse} expects. */
  String expected();

  /** Tells whether a text that is no cell of this kind counts as a missing one. */
  boolean forgives();

  /** Writes {@link #values()} features of a parsed cell. */
  void expand(float cell, float[] out, int at);

  /** Tells whether the features, which begin at {@code at}, are those of a missing cell. */
  default boolean isMissing(float[] row, int at) {
    return missing() && row[at + values()] > 0.5f;
  }

  /** Returns what the features of the cell are to a loss. */
  ColumnGroup group();

  /** Returns how a feature of the cell is scaled; empty as the model's features are in general. */
  Optional<Preprocessing.Kind> scale(int feature);

  /** Returns a name for each feature of the cell. */
  List<String> valueNames();

  /** Writes what the column's own kind needs to be read again. */
  void write(ObjectNode json);

  @Override
  default List<String> featureNames() {
    List<String> names = new ArrayList<>(valueNames());
    if (missing()) {
      names.add(name() + " missing");
    }
    return List.copyOf(names);
  }
}
