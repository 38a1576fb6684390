package org.ae4j.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Names;
import org.ae4j.cli.logistics.Logistics;
import org.ae4j.core.model.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "generate",
    customSynopsis = "ae data generate [OPTIONS] NAME",
    description = "Write invented rows whose hidden groups and oddities are known.",
    parameterListHeading = "%n",
    sortOptions = false,
    footer = {
      "",
      "Writes the rows, and beside them, as ...-truth.csv, what is hidden of each.",
      "",
      "Example:",
      "  ae data generate logistics --rows 200000 --out deliveries.csv"
    })
final class DataGenerateCommand implements Callable<Integer> {
  private static final String LOGISTICS = "logistics";

  @Parameters(paramLabel = "NAME", description = "logistics: deliveries of a company.")
  private String name = LOGISTICS;

  @Option(names = "--rows", paramLabel = "N", description = "How many rows. Default: 200000.")
  private long rows = 200_000;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The CSV file to write. Default: deliveries.csv.")
  private Path out = Path.of("deliveries.csv");

  @Mixin(name = "In general")
  private CommonOptions common;

  DataGenerateCommand() {}

  @Override
  public Integer call() {
    if (!name.equals(LOGISTICS)) {
      throw Names.unknown("kind of rows", name, List.of(LOGISTICS));
    }
    if (rows < 1) {
      throw new ConfigurationException("--rows must be at least 1, got " + rows);
    }
    OutputFiles.requireWritable(out);
    Path truth = OutputFiles.beside(out, "-truth.csv");
    OutputFiles.requireWritable(truth);
    try (Output output = common.output()) {
      Logistics logistics = new Logistics(common.seed().orElse(1L));
      AtomicFile.write(
          out,
          channel ->
              AtomicFile.write(truth, other -> write(logistics, writer(channel), writer(other))));
      output.line("rows   %s (%s)", out, Text.count(rows, "row"));
      output.line("truth  %s", truth);
      output.json(
          json -> json.put("rows", rows).put("file", out.toString()).put("truth", truth + ""));
    }
    return 0;
  }

  private static BufferedWriter writer(FileChannel channel) {
    return new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), 1 << 16);
  }

  private void write(Logistics logistics, BufferedWriter all, BufferedWriter hidden)
      throws IOException {
    all.write(Logistics.HEADER + "\n");
    hidden.write(Logistics.TRUTH_HEADER + "\n");
    StringBuilder row = new StringBuilder();
    StringBuilder truth = new StringBuilder();
    for (long i = 0; i < rows; i++) {
      row.setLength(0);
      truth.setLength(0);
      logistics.append(i, row, truth);
      all.append(row);
      hidden.append(truth);
    }
    all.flush();
    hidden.flush();
  }
}
