package org.ae4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "reconstruct",
    customSynopsis = "ae reconstruct [OPTIONS]",
    description = "Write each row as the model reconstructs it.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae reconstruct --out pairs.png            originals above reconstructions",
      "  ae reconstruct --data rows.csv --out restored.csv"
    })
final class ReconstructCommand implements Callable<Integer> {
  @Mixin(name = "Model")
  private ModelOptions model;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The rows in the data's units: .csv or .npy; or .png for some images below their originals."
              + " Default: reconstructions.csv.")
  private Path out = Path.of("reconstructions.csv");

  @Mixin(name = "In general")
  private CommonOptions common;

  ReconstructCommand() {}

  @Override
  public Integer call() {
    ReconstructedRows file = ReconstructedRows.to(out);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      Dataset rows = model.rows(engine, trained, data);
      file.write(engine, trained, rows);
      output.line(
          "%s  %s (%s)",
          file.isPicture() ? "picture" : "rows",
          out,
          file.isPicture() ? "originals above reconstructions" : Text.count(rows.size(), "row"));
      output.json(
          json -> {
            json.put("reconstructions", out.toString());
            json.put("rows", rows.size());
          });
    }
    return 0;
  }
}
