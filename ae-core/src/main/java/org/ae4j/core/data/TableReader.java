package org.ae4j.core.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ae4j.api.DataException;
import org.ae4j.api.Names;
import org.ae4j.api.Shape;
import org.jspecify.annotations.Nullable;

/** Reads a table in up to two passes: one for what the columns are, one for their cells. */
final class TableReader {
  private final RowSource rows;
  private final List<String> notices = new ArrayList<>();

  private TableReader(RowSource rows) {
    this.rows = rows;
  }

  static TableDataset read(RowSource rows, SchemaText text, Mapping mapping) {
    TableReader reader = new TableReader(rows);
    TableSchema schema = text.isComplete() ? text.complete() : reader.infer(text);
    return reader.cells(schema, mapping);
  }

  static TableDataset read(RowSource rows, TableSchema schema, Mapping mapping) {
    return new TableReader(rows).cells(schema, mapping);
  }

  private TableSchema infer(SchemaText text) {
    text.specs().keySet().forEach(name -> index(name, text.specs().keySet()));
    Map<String, ColumnSpec> specs = new LinkedHashMap<>();
    rows.columns().forEach(name -> specs.put(name, text.spec(name)));
    Map<String, ColumnProfile> profiles = profile(specs, text.missing());
    List<TypedColumn> columns = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    Optional<String> label = Optional.empty();
    profiles.values().forEach(profile -> profile.requireLegible(rows));
    for (ColumnSpec spec : specs.values()) {
      ColumnProfile profile = profiles.get(spec.name());
      String kind = spec.kind().orElseGet(() -> profile == null ? "" : profile.kind(rows));
      switch (kind) {
        case ColumnSpec.LABEL -> label = Optional.of(spec.name());
        case ColumnSpec.IGNORED -> ignored.add(spec.name());
        default -> columns.add(spec.column(kind, profile));
      }
      if (profile != null) {
        notice(spec, kind, profile);
      }
    }
    if (columns.isEmpty()) {
      throw rows.headerProblem(
          label.isPresent() ? "only the labels" : "no column to learn from",
          "a column of numbers, categories or dates whose cells differ",
          "add columns" + (notices.isEmpty() ? "" : " (" + String.join("; ", notices) + ")"));
    }
    return new TableSchema(columns, label, ignored, text.missing());
  }

  private void notice(ColumnSpec spec, String kind, ColumnProfile profile) {
    String column = "column " + DataProblem.quote(spec.name());
    if (kind.equals(ColumnSpec.IGNORED) && spec.kind().isEmpty()) {
      notices.add(column + " is left out: it " + profile.reason());
    } else if (profile.isConstantNumber()) {
      notices.add(column + " holds the same number in every row");
    }
  }

  private Map<String, ColumnProfile> profile(Map<String, ColumnSpec> specs, List<String> missing) {
    Map<String, ColumnProfile> profiles = new HashMap<>();
    List<@Nullable ColumnProfile> inOrder = new ArrayList<>();
    for (ColumnSpec spec : specs.values()) {
      boolean needed = !spec.isComplete();
      inOrder.add(needed ? new ColumnProfile(spec) : null);
      if (needed) {
        profiles.put(spec.name(), inOrder.get(inOrder.size() - 1));
      }
    }
    MissingTexts missingTexts = MissingTexts.of(missing);
    RepeatedRows repeated = new RepeatedRows();
    rows.forEach(
        (line, cells) -> {
          repeated.add(cells);
          for (int i = 0; i < cells.size(); i++) {
            ColumnProfile profile = inOrder.get(i);
            if (profile != null) {
              String text = cells.get(i).strip();
              if (missingTexts.contains(text)) {
                profile.addMissing();
              } else {
                profile.add(line, text);
              }
            }
          }
        });
    repeated.notice().ifPresent(notices::add);
    return profiles;
  }

  private TableDataset cells(TableSchema schema, Mapping mapping) {
    MissingTexts missingTexts = MissingTexts.of(schema.missingTexts());
    Set<String> known = new HashSet<>(schema.ignored());
    schema.columns().forEach(column -> known.add(column.name()));
    CellReader[] readers = new CellReader[schema.typedColumns().size()];
    for (int i = 0; i < readers.length; i++) {
      TypedColumn column = schema.typedColumns().get(i);
      readers[i] = new CellReader(column, index(column.name(), known), missingTexts, rows);
    }
    int labelIndex = schema.label().map(rows.columns()::indexOf).orElse(-1);
    LabelTexts labels = new LabelTexts();
    float[] row = new float[readers.length];
    try (CellStore store = new CellStore(rows.name(), readers.length, mapping)) {
      rows.forEach(
          (line, cells) -> {
            for (int i = 0; i < readers.length; i++) {
              row[i] = readers[i].read(line, cells);
            }
            store.add(row);
            if (labelIndex >= 0) {
              labels.add(line, rows, cells.get(labelIndex).strip(), labelIndex);
            }
          });
      for (CellReader reader : readers) {
        reader.notice().ifPresent(notices::add);
      }
      DenseDataset cells = store.finish();
      if (labelIndex >= 0) {
        cells = labels.attach(cells);
      }
      return new TableDataset(schema, cells, Shape.features(schema.features()), notices);
    }
  }

  /** Finds a column; {@code known} ones are not what it was renamed to. */
  private int index(String column, Set<String> known) {
    int index = rows.columns().indexOf(column);
    if (index < 0) {
      throw missing(column, known);
    }
    return index;
  }

  private DataException missing(String column, Set<String> known) {
    List<String> others = rows.columns().stream().filter(name -> !known.contains(name)).toList();
    String nearest =
        Names.nearest(column, others)
            .map(name -> "; is it " + DataProblem.quote(name) + "?")
            .orElse("");
    return rows.headerProblem(
        "no column " + DataProblem.quote(column),
        "all columns of the schema",
        "add or rename it" + nearest);
  }
}
