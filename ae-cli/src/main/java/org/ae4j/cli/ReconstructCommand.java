package org.ae4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    description = "Write each row as the model reconstructs it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae reconstruct --out pairs.png            originals above reconstructions",
      "  ae reconstruct --data rows.csv --out restored.csv"
    })
final class ReconstructCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Rows in the data's units as .csv or .npy, or some images beside their originals as .png."
              + " Default: reconstructions.csv.")
  private Path out = Path.of("reconstructions.csv");

  @Mixin private CommonOptions common;

  ReconstructCommand() {}

  @Override
  public Integer call() {
    OutputFiles.requireWritable(out);
    boolean picture = out.toString().endsWith(".png");
    Optional<RowWriter.Format> format =
        picture ? Optional.empty() : Optional.of(RowWriter.Format.of(out));
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      Dataset rows = model.rows(engine, trained);
      if (format.isPresent()) {
        write(engine, trained, rows, format.get());
      } else if (ImageGrid.canShow(rows.shape())) {
        OutputFiles.write(out, ImageGrid.reconstructions(trained, rows));
      } else {
        throw new ConfigurationException(
            "rows of " + rows.shape() + " are no images; write .csv or .npy");
      }
      output.line("reconstructions  %s", out);
      output.json(
          json -> {
            json.put("reconstructions", out.toString());
            json.put("rows", rows.size());
          });
    }
    return 0;
  }

  private void write(
      Autoencoders engine, TrainedAutoencoder trained, Dataset rows, RowWriter.Format format) {
    List<String> names =
        rows.featureNames().isEmpty()
            ? IntStream.range(0, rows.shape().size()).mapToObj(i -> "value_" + i).toList()
            : rows.featureNames();
    RowWriter.write(
        out,
        format,
        rows.size(),
        names,
        Optional.empty(),
        List.of(),
        writer ->
            Chunks.of(rows, engine.threads())
                .forEach(trained::reconstruct, (first, some) -> writer.add(some)));
  }
}
