package org.ae4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.latent.Codes;
import org.ejml.data.FMatrixRMaj;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "interpolate",
    customSynopsis = "ae interpolate [OPTIONS]",
    description = "Decode the codes between those of two rows.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae interpolate --from 0 --to 1 --out between.png",
      "  ae interpolate --from 3 --to 8 --path spherical --steps 20 --out between.npy"
    })
final class InterpolateCommand implements Callable<Integer> {
  @Mixin(name = "Model")
  private ModelOptions model;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = DecodedRows.FORMATS + " Default: interpolation.png.")
  private Path out = Path.of("interpolation.png");

  @Option(names = "--from", paramLabel = "ROW", description = "The first row. Default: 0.")
  private int from;

  @Option(names = "--to", paramLabel = "ROW", description = "The last row. Default: 1.")
  private int to = 1;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Codes on the way, both ends included. Default: 10.")
  private int steps = 10;

  @Option(
      names = "--path",
      paramLabel = "KIND",
      description = "linear, or spherical: on an arc around the origin. Default: linear.")
  private Way path = Way.LINEAR;

  @Mixin(name = "In general")
  private CommonOptions common;

  InterpolateCommand() {}

  /** How codes are joined. */
  enum Way {
    LINEAR,
    SPHERICAL
  }

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      DecodedRows.requireWritable(out, trained);
      Dataset rows = model.rows(engine, trained, data);
      float[] first = LatentRows.code(trained, rows, "--from", from);
      float[] last = LatentRows.code(trained, rows, "--to", to);
      FMatrixRMaj codes =
          path == Way.LINEAR
              ? Codes.linear(first, last, steps)
              : Codes.spherical(first, last, steps);
      DecodedRows.write(out, trained, codes, steps);
      output.line("interpolation  %s (%d steps from row %d to row %d)", out, steps, from, to);
      output.json(
          json -> {
            json.put("interpolation", out.toString());
            json.put("steps", steps);
          });
    }
    return 0;
  }
}
