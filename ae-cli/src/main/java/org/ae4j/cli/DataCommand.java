package org.ae4j.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.DataFolders;
import org.ae4j.core.data.DatasetFetcher;
import org.ae4j.core.data.RemoteDataset;
import org.ae4j.core.data.TableSchema;
import org.ae4j.core.plugin.Registered;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "data",
    customSynopsis = {
      "ae data [OPTIONS]",
      "       ae data info [OPTIONS]",
      "       ae data schema [OPTIONS]",
      "       ae data fetch [OPTIONS] NAME",
      "       ae data generate [OPTIONS] NAME"
    },
    description = "List data sets and formats, look into one, fetch or generate one.",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    subcommands = {
      DataCommand.Info.class,
      DataSchemaCommand.class,
      DataCommand.Fetch.class,
      DataGenerateCommand.class,
      DataExportCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ae data",
      "  ae data info --data rows.csv --data-option label=class",
      "  ae data fetch fashion-mnist"
    })
final class DataCommand implements Callable<Integer> {
  @Mixin(name = "In general")
  private CommonOptions common;

  DataCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      for (Registered<DatasetFactory> entry : engine.registry().datasets().entries()) {
        output.line("%-22s %s", entry.id(), Text.wrap(entry.factory().description(), 23));
        output.json(
            json -> json.put("id", entry.id()).put("description", entry.factory().description()));
      }
    }
    return 0;
  }

  @Command(
      name = "info",
      customSynopsis = "ae data info [OPTIONS]",
      description = "Say what rows a data set has.",
      sortOptions = false,
      footer = {
        "",
        "Examples:",
        "  ae data info",
        "  ae data info --data fashion-mnist",
        "  ae data info --data rows.csv --data-option label=class"
      })
  static final class Info implements Callable<Integer> {
    @Mixin(name = "Rows")
    private DataOptions data;

    @Mixin(name = "In general")
    private CommonOptions common;

    Info() {}

    @Override
    public Integer call() {
      try (Output output = common.output()) {
        Autoencoders engine = common.engine(output);
        Map<String, String> notes = data.notes(Map.of());
        data.limit().ifPresent(rows -> notes.put(DataOptions.LIMIT, rows.toString()));
        DatasetSplits splits = DataOptions.open(engine, notes);
        describe("train", splits.train(), output);
        splits.test().ifPresent(test -> describe("test", test, output));
      }
      return 0;
    }

    private static void describe(String split, Dataset rows, Output output) {
      output.line("%-8s %s of %s", split, Text.count(rows.size(), "row"), rows.shape());
      Optional<TableSchema> table = TableSchema.of(rows);
      table.ifPresentOrElse(
          schema -> output.line("  columns %s", Text.wrap(TableColumns.text(schema), 10)),
          () -> list("columns", rows.featureNames(), output));
      list("classes", rows.labelNames(), output);
      output.json(json -> write(split, rows, json));
    }

    private static void list(String what, List<String> names, Output output) {
      if (!names.isEmpty()) {
        String text = "%d: %s".formatted(names.size(), String.join(", ", names));
        output.line("  %-7s %s", what, Text.wrap(text, 10));
      }
    }

    private static void write(String split, Dataset rows, ObjectNode json) {
      json.put("data", rows.name());
      json.put("split", split);
      json.put("rows", rows.size());
      json.put("shape", rows.shape().toString());
      rows.labelNames().forEach(json.putArray("classes")::add);
      rows.featureNames().forEach(json.putArray("features")::add);
      TableSchema.of(rows).ifPresent(schema -> TableColumns.write(schema, json));
    }
  }

  @Command(
      name = "fetch",
      customSynopsis = "ae data fetch [OPTIONS] NAME",
      description = "Download a data set from its official address into the cache folder.",
      parameterListHeading = "%n",
      sortOptions = false,
      footer = {
        "",
        "The cache folder is AE4J_CACHE, or else ~/.cache/ae4j.",
        "",
        "Example:",
        "  ae data fetch fashion-mnist"
      })
  static final class Fetch implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Parameters(paramLabel = "NAME", description = "fashion-mnist or mnist.")
    private String name;

    @Mixin(name = "In general")
    private CommonOptions common;

    Fetch() {}

    @Override
    public Integer call() {
      try (Output output = common.output()) {
        Path folder = DataFolders.cache(name);
        new DatasetFetcher(LIMIT, output::line).fetch(RemoteDataset.of(name), folder);
        output.line("data  %s is in %s", name, folder);
        output.json(json -> json.put("data", name).put("folder", folder.toString()));
      }
      return 0;
    }
  }
}
