package org.ae4j.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.TableSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "schema",
    customSynopsis = "ae data schema [OPTIONS]",
    description = "Infer what the columns of a table are; print it, or write it to be edited.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae data schema --data rows.csv --out schema.json",
      "  ae train --data rows.csv --data-option schema=schema.json"
    })
final class DataSchemaCommand implements Callable<Integer> {
  @Mixin(name = "Rows")
  private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write. Default: standard output.")
  private Optional<Path> out = Optional.empty();

  @Mixin(name = "In general")
  private CommonOptions common;

  DataSchemaCommand() {}

  @Override
  public Integer call() {
    out.ifPresent(OutputFiles::requireWritable);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      Dataset rows = DataOptions.open(engine, data.notes(Map.of())).train();
      TableSchema schema =
          TableSchema.of(rows)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          rows.name() + " is no table; give a CSV file with --data"));
      String text = TableColumns.file(schema);
      if (out.isPresent()) {
        OutputFiles.write(out.get(), text.getBytes(StandardCharsets.UTF_8));
        output.line("schema  %s (%s)", out.get(), Text.count(schema.columns().size(), "column"));
      } else {
        output.line("%s", text.strip());
      }
      output.json(json -> TableColumns.write(schema, json));
    }
    return 0;
  }
}
