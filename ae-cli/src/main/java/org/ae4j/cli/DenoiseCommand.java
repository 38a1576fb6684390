package org.ae4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.corruption.DamagedDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "denoise",
    customSynopsis = "ae denoise [OPTIONS]",
    description = "Restore damaged rows.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae denoise --data scans/ --out restored.npy",
      "  ae denoise --data scans/ --out pairs.png           damaged above restored",
      "  ae denoise --noise \"gaussian(0.3)\" --out pairs.png  damages clean rows first"
    })
final class DenoiseCommand implements Callable<Integer> {
  @Mixin(name = "Model")
  private ModelOptions model;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Option(
      names = "--noise",
      paramLabel = "CORRUPTION",
      description = "Damage the rows first, such as by gaussian(0.3). Default: they are damaged.")
  private Optional<String> noise = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Restored rows in the data's units as .csv or .npy, or some damaged images above the"
              + " restored ones as .png. Default: restored.npy.")
  private Path out = Path.of("restored.npy");

  @Mixin(name = "In general")
  private CommonOptions common;

  DenoiseCommand() {}

  @Override
  public Integer call() {
    ReconstructedRows file = ReconstructedRows.to(out);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      Dataset rows = damaged(engine, trained, model.rows(engine, trained, data));
      file.write(engine, trained, rows);
      output.line(
          "%s  %s (%s)",
          file.isPicture() ? "picture" : "restored",
          out,
          file.isPicture() ? "damaged above restored" : Text.count(rows.size(), "row"));
      output.json(
          json -> {
            json.put("restored", out.toString());
            json.put("rows", rows.size());
            noise.ifPresent(text -> json.put("noise", text));
          });
    }
    return 0;
  }

  private Dataset damaged(Autoencoders engine, TrainedAutoencoder trained, Dataset rows) {
    if (noise.isEmpty()) {
      return rows;
    }
    long seed = common.seed().orElse(trained.document().training().seed());
    Noise wanted = Noise.of(engine, trained, noise.get(), seed);
    return new DamagedDataset(
        rows, trained.document().preprocessing(), wanted.corruption(), wanted.random());
  }
}
