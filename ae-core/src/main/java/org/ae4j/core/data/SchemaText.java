package org.ae4j.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.core.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema as somebody wrote it: it may leave columns out, and say little of others.
 *
 * @param specs by name
 * @param ignoresOthers whether columns that are not named are ignored, or looked at
 * @param missing the texts of a missing cell
 */
record SchemaText(Map<String, ColumnSpec> specs, boolean ignoresOthers, List<String> missing) {
  private static final String COLUMNS = "columns";
  private static final String OTHERS = "others";
  private static final String MISSING_TEXTS = "missing_texts";

  /** The schema that says nothing. */
  static final SchemaText OPEN = new SchemaText(Map.of(), false, TableSchema.MISSING_TEXTS);

  static SchemaText parse(String text, String where) {
    Json json = Json.parse(text, where);
    Map<String, ColumnSpec> specs = new LinkedHashMap<>();
    for (Json column : json.objects(COLUMNS)) {
      ColumnSpec spec = ColumnSpec.of(column);
      if (specs.put(spec.name(), spec) != null) {
        throw new ConfigurationException(where + ": column '" + spec.name() + "' stands twice");
      }
    }
    String others = json.optionalText(OTHERS).orElse("inferred");
    if (!List.of("inferred", ColumnSpec.IGNORED).contains(others)) {
      throw new ConfigurationException(
          where + ": others must be inferred or ignored, got '" + others + "'");
    }
    return new SchemaText(
        specs,
        others.equals(ColumnSpec.IGNORED),
        json.has(MISSING_TEXTS) ? json.texts(MISSING_TEXTS) : TableSchema.MISSING_TEXTS);
  }

  /** Returns what is said of a column. */
  ColumnSpec spec(String column) {
    ColumnSpec found = specs.get(column);
    return found != null ? found : ColumnSpec.of(column, ignoresOthers ? ColumnSpec.IGNORED : "");
  }

  /** Returns the same with a column of labels. */
  SchemaText withLabel(String column) {
    Map<String, ColumnSpec> all = new LinkedHashMap<>(specs);
    all.values().removeIf(spec -> spec.kind().filter(ColumnSpec.LABEL::equals).isPresent());
    all.put(column, ColumnSpec.of(column, ColumnSpec.LABEL));
    return new SchemaText(all, ignoresOthers, missing);
  }

  /** Tells whether no cell has to be looked at to know the columns. */
  boolean isComplete() {
    return ignoresOthers && specs.values().stream().allMatch(ColumnSpec::isComplete);
  }

  /** Returns the schema that this says all of. */
  TableSchema complete() {
    List<TypedColumn> columns = new ArrayList<>();
    Optional<String> label = Optional.empty();
    List<String> ignored = new ArrayList<>();
    for (ColumnSpec spec : specs.values()) {
      String kind = spec.kind().orElse("");
      switch (kind) {
        case ColumnSpec.LABEL -> label = Optional.of(spec.name());
        case ColumnSpec.IGNORED -> ignored.add(spec.name());
        case "" -> throw new ConfigurationException("column '" + spec.name() + "' has no kind");
        default -> columns.add(spec.column(kind, null));
      }
    }
    return new TableSchema(columns, label, ignored, missing);
  }

  static String write(TableSchema schema) {
    ObjectNode json = Json.object();
    ArrayNode columns = json.putArray(COLUMNS);
    for (TypedColumn column : schema.typedColumns()) {
      ObjectNode one = add(columns, column.name(), column.kind());
      one.put(ColumnSpec.MISSING, column.missing());
      if (column.weight() != 1) {
        one.put(ColumnSpec.WEIGHT, column.weight());
      }
      column.write(one);
    }
    schema.label().ifPresent(name -> add(columns, name, ColumnSpec.LABEL));
    schema.ignored().forEach(name -> add(columns, name, ColumnSpec.IGNORED));
    json.put(OTHERS, ColumnSpec.IGNORED);
    ArrayNode missing = json.putArray(MISSING_TEXTS);
    schema.missingTexts().forEach(missing::add);
    return json.toString();
  }

  private static ObjectNode add(ArrayNode columns, String name, String kind) {
    return columns.addObject().put(ColumnSpec.NAME, name).put(ColumnSpec.KIND, kind);
  }
}
