package org.ae4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.ae4j.api.ConfigurationException;
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
    OutputFiles.requireWritable(out);
    boolean picture = out.toString().endsWith(".png");
    if (!picture) {
      RowWriter.Format.of(out);
    }
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      Dataset rows = model.rows(engine, trained, data);
      if (picture) {
        draw(trained, rows);
      } else {
        RowWriter.write(out, names(rows), rows, false, engine.threads(), trained::reconstruct);
      }
      output.line(
          "%s  %s (%s)",
          picture ? "picture" : "rows",
          out,
          picture ? "originals above reconstructions" : Text.count(rows.size(), "row"));
      output.json(
          json -> {
            json.put("reconstructions", out.toString());
            json.put("rows", rows.size());
          });
    }
    return 0;
  }

  private void draw(TrainedAutoencoder trained, Dataset rows) {
    if (!ImageGrid.canShow(rows.shape())) {
      throw new ConfigurationException(
          "rows of " + rows.shape() + " are no images; write .csv or .npy");
    }
    OutputFiles.write(out, ImageGrid.reconstructions(trained, rows));
  }

  private static List<String> names(Dataset rows) {
    return rows.featureNames().isEmpty()
        ? IntStream.range(0, rows.shape().size()).mapToObj(i -> "value_" + i).toList()
        : rows.featureNames();
  }
}
