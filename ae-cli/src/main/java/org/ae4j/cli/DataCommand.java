package org.ae4j.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.DataFolders;
import org.ae4j.core.data.DatasetFetcher;
import org.ae4j.core.data.RemoteDataset;
import org.ae4j.core.plugin.Registered;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "data",
    description = "List data sets and formats, look into one, or fetch one.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {DataCommand.Info.class, DataCommand.Fetch.class},
    footer = {
      "",
      "Examples:",
      "  ae data",
      "  ae data info --data rows.csv",
      "  ae data fetch fashion-mnist"
    })
final class DataCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  DataCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      for (Registered<DatasetFactory> entry : engine.registry().datasets().entries()) {
        output.line("%-22s %s", entry.id(), entry.factory().description());
        output.json(
            json -> json.put("id", entry.id()).put("description", entry.factory().description()));
      }
    }
    return 0;
  }

  @Command(
      name = "info",
      description = "Say what rows a data set has.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Info implements Callable<Integer> {
    @Mixin private DataOptions data;
    @Mixin private CommonOptions common;

    Info() {}

    @Override
    public Integer call() {
      try (Output output = common.output()) {
        Autoencoders engine = common.engine(output);
        DatasetSplits splits = data.open(engine, data.notes(java.util.Map.of()));
        describe("train", splits.train(), output);
        splits.test().ifPresent(test -> describe("test", test, output));
      }
      return 0;
    }

    private static void describe(String split, Dataset rows, Output output) {
      String labels =
          rows.labels().isPresent() ? ", %d classes".formatted(rows.labelNames().size()) : "";
      output.line("%-6s %,d rows of %s%s", split, rows.size(), rows.shape(), labels);
      if (!rows.featureNames().isEmpty()) {
        output.line("       %s", String.join(", ", rows.featureNames()));
      }
      output.json(json -> write(split, rows, json));
    }

    private static void write(String split, Dataset rows, ObjectNode json) {
      json.put("data", rows.name());
      json.put("split", split);
      json.put("rows", rows.size());
      json.put("shape", rows.shape().toString());
      rows.labelNames().forEach(json.putArray("classes")::add);
      rows.featureNames().forEach(json.putArray("features")::add);
    }
  }

  @Command(
      name = "fetch",
      description = "Download a data set from its official address into the cache folder.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Fetch implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Parameters(paramLabel = "NAME", description = "fashion-mnist or mnist.")
    private String name;

    @Mixin private CommonOptions common;

    Fetch() {}

    @Override
    public Integer call() {
      try (Output output = common.output()) {
        Path folder = DataFolders.cache(name);
        new DatasetFetcher(LIMIT, output::line).fetch(RemoteDataset.of(name), folder);
        output.line("%s is in %s", name, folder);
        output.json(json -> json.put("data", name).put("folder", folder.toString()));
      }
      return 0;
    }
  }
}
