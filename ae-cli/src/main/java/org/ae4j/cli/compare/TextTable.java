package org.ae4j.cli.compare;

import java.util.ArrayList;
import java.util.List;

/** The table of results as lines of text. */
public final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  /** Returns a heading, a line for each run that finished, and one for each that failed. */
  public static List<String> lines(Comparison comparison) {
    List<List<String>> cells = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("run"));
    Column.ALL.forEach(column -> heading.add(column.brief()));
    cells.add(heading);
    for (RunOutcome outcome : comparison.finished()) {
      List<String> line = new ArrayList<>(List.of(outcome.plan().name()));
      for (Column column : Column.ALL) {
        line.add(column.text(outcome.result().orElseThrow()).replace(" : 1", "").replace('–', '-'));
      }
      cells.add(line);
    }
    List<String> lines = new ArrayList<>();
    if (cells.size() > 1) {
      cells.forEach(row -> lines.add(line(row, cells)));
    }
    for (RunOutcome outcome : comparison.outcomes()) {
      outcome
          .cause()
          .ifPresent(cause -> lines.add(outcome.plan().name() + GAP + "failed: " + cause));
    }
    return lines;
  }

  private static String line(List<String> row, List<List<String>> all) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int at = column;
      int width = all.stream().mapToInt(cells -> cells.get(at).length()).max().orElse(0);
      String cell = row.get(column);
      String space = " ".repeat(width - cell.length());
      line.append(column == 0 ? cell + space : GAP + space + cell);
    }
    return line.toString();
  }
}
