package org.ae4j.core.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the cells of one column, and counts what somebody should know of them. */
final class CellReader {
  private static final int SHOWN = 3;

  private final TypedColumn column;
  private final int index;
  private final MissingTexts missingTexts;
  private final RowSource rows;
  private final Set<String> unseen = new LinkedHashSet<>();
  private long unseenCells;
  private long filled;

  CellReader(TypedColumn column, int index, MissingTexts missingTexts, RowSource rows) {
    this.column = column;
    this.index = index;
    this.missingTexts = missingTexts;
    this.rows = rows;
  }

  float read(long line, List<String> cells) {
    String text = cells.get(index).strip();
    if (missingTexts.contains(text)) {
      filled += column.missing() ? 0 : 1;
      return TypedColumn.MISSING;
    }
    float cell = column.parse(text);
    if (Float.isNaN(cell) && column.forgives()) {
      unseenCells++;
      if (unseen.size() <= SHOWN) {
        unseen.add(text);
      }
      return TypedColumn.MISSING;
    }
    if (!Float.isFinite(cell) || cell == TypedColumn.MISSING) {
      throw rows.problem(
          line,
          column.name(),
          DataProblem.quote(text),
          Float.isNaN(cell) && !ColumnProfile.isInfinite(text)
              ? column.expected()
              : "a finite number within +-3.4e38",
          "correct it, or leave the cell empty");
    }
    return cell;
  }

  Optional<String> notice() {
    String name = "column " + DataProblem.quote(column.name());
    if (unseenCells > 0) {
      List<String> shown = unseen.stream().limit(SHOWN).map(DataProblem::quote).toList();
      return Optional.of(
          name
              + ": "
              + unseenCells
              + (unseenCells == 1 ? " cell has" : " cells have")
              + " a category that the schema does not know ("
              + String.join(", ", shown)
              + (unseen.size() > SHOWN ? ", ..." : "")
              + ") and "
              + (unseenCells == 1 ? "counts" : "count")
              + " as missing");
    }
    return filled == 0
        ? Optional.empty()
        : Optional.of(
            name
                + ": "
                + filled
                + (filled == 1 ? " cell is" : " cells are")
                + " missing, though none was when the schema was made; what is typical stands in");
  }
}
