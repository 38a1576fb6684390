package org.ae4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Generative;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.latent.Codes;
import org.ejml.data.FMatrixRMaj;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "traverse",
    customSynopsis = "ae traverse [OPTIONS]",
    description = "Decode a code while one of its values after the other changes.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae traverse --out units.png             a line of images for each value of the code",
      "  ae traverse --row 3 --steps 15 --out units.npy"
    })
final class TraverseCommand implements Callable<Integer> {
  /** Rows whose codes say how far values vary. */
  private static final int LOOKED_AT = 2000;

  @Mixin(name = "Model")
  private ModelOptions model;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          DecodedRows.FORMATS + " One line for each value of the code. Default: traversal.png.")
  private Path out = Path.of("traversal.png");

  @Option(
      names = "--row",
      paramLabel = "ROW",
      description = "The row whose code is changed. Default: none, the mean code.")
  private Optional<Integer> row = Optional.empty();

  @Option(names = "--steps", paramLabel = "N", description = "Values that each takes. Default: 10.")
  private int steps = 10;

  @Option(
      names = "--range",
      paramLabel = "X",
      description =
          "How far values go from their mean: standard deviations, of the prior where the model has"
              + " one, or else of the codes of rows. Default: 3.")
  private double range = 3;

  @Mixin(name = "In general")
  private CommonOptions common;

  TraverseCommand() {}

  @Override
  public Integer call() {
    if (!(range > 0 && range <= 1000)) {
      throw new ConfigurationException("--range must be above 0 and at most 1000, got " + range);
    }
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      DecodedRows.requireWritable(out, trained);
      FMatrixRMaj codes = codes(engine, trained);
      DecodedRows.write(out, trained, codes, steps);
      output.line("traversal  %s (%d values, %d steps each)", out, trained.codeSize(), steps);
      output.json(
          json -> {
            json.put("traversal", out.toString());
            json.put("code_size", trained.codeSize());
            json.put("steps", steps);
          });
    }
    return 0;
  }

  private FMatrixRMaj codes(Autoencoders engine, TrainedAutoencoder trained) {
    int units = trained.codeSize();
    double[] mean = new double[units];
    double[] deviation = new double[units];
    java.util.Arrays.fill(deviation, 1);
    float[] center = new float[units];
    boolean prior = trained.model() instanceof Generative;
    if (!prior || row.isPresent()) {
      Dataset rows = model.rows(engine, trained, data);
      if (!prior) {
        measure(LatentRows.encode(engine, trained, rows, LOOKED_AT), mean, deviation);
      }
      for (int unit = 0; unit < units; unit++) {
        center[unit] = (float) mean[unit];
      }
      center = row.isEmpty() ? center : LatentRows.code(trained, rows, "--row", row.get());
    }
    FMatrixRMaj all = new FMatrixRMaj(units * steps, units);
    for (int unit = 0; unit < units; unit++) {
      double reach = range * deviation[unit];
      FMatrixRMaj line =
          Codes.traversal(center, unit, mean[unit] - reach, mean[unit] + reach, steps);
      System.arraycopy(line.data, 0, all.data, unit * steps * units, steps * units);
    }
    return all;
  }

  private static void measure(FMatrixRMaj codes, double[] mean, double[] deviation) {
    for (int unit = 0; unit < mean.length; unit++) {
      double sum = 0;
      double squares = 0;
      for (int r = 0; r < codes.numRows; r++) {
        double value = codes.data[r * mean.length + unit];
        sum += value;
        squares += value * value;
      }
      mean[unit] = sum / codes.numRows;
      deviation[unit] = Math.sqrt(Math.max(0, squares / codes.numRows - mean[unit] * mean[unit]));
    }
  }
}
