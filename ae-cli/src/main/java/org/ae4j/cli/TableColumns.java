package org.ae4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.TableColumn;
import org.ae4j.core.data.TableSchema;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says what columns a table has. */
final class TableColumns {
  private TableColumns() {}

  /** Returns the columns that a model's rows are written in, if the file is one of texts. */
  static Optional<TableSchema> printed(TrainedAutoencoder model, Path file) {
    return model.table().filter(schema -> RowWriter.Format.of(file) == RowWriter.Format.CSV);
  }

  /** Returns the columns' names. */
  static List<String> names(TableSchema schema) {
    return schema.columns().stream().map(TableColumn::name).toList();
  }

  /** Returns one line: each column with its kind. */
  static String text(TableSchema schema) {
    String columns =
        schema.columns().stream()
            .map(column -> column.name() + " (" + column.kind() + ")")
            .collect(Collectors.joining(", "));
    return schema.columns().size() + ": " + columns;
  }

  /** Writes the schema as an object. */
  static void write(TableSchema schema, ObjectNode json) {
    json.set("table", JsonMapper.shared().readTree(schema.toString()));
  }

  /** Returns the schema as a file that can be edited: a line a column. */
  static String file(TableSchema schema) {
    return schema
        .toString()
        .replace("{\"name\"", "\n  {\"name\"")
        .replace("],\"others\"", "\n],\n\"others\"")
        .replace(",\"missing_texts\"", ",\n\"missing_texts\"")
        .concat("\n");
  }
}
