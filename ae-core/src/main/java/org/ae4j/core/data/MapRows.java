package org.ae4j.core.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ae4j.api.DataException;

/** Rows as maps from column to text; what a row does not have is an empty cell. */
record MapRows(String name, List<String> columns, List<Map<String, String>> rows)
    implements RowSource {

  static MapRows of(String name, List<Map<String, String>> rows) {
    if (rows.isEmpty()) {
      throw new DataException(name + ": found no rows, expected at least one");
    }
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    return new MapRows(name, List.copyOf(columns), rows);
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> row = rows.get(i);
      visitor.row(i, columns.stream().map(column -> row.getOrDefault(column, "")).toList());
    }
  }

  @Override
  public DataException problem(
      long line, String column, String found, String expected, String advice) {
    String place = "row " + line + " (from 0), column " + DataProblem.quote(column);
    return DataProblem.at(name, place, found, expected, advice);
  }

  @Override
  public DataException headerProblem(String found, String expected, String advice) {
    return DataProblem.at(name, "keys", found, expected, advice);
  }
}
