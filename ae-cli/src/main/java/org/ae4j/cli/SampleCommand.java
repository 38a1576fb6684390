package org.ae4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Generative;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.latent.Codes;
import org.ae4j.core.latent.GaussianMixture;
import org.ejml.data.FMatrixRMaj;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sample",
    customSynopsis = "ae sample [OPTIONS]",
    description = "Draw new rows from a model.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae sample --out samples.png                   from the prior of a variational model",
      "  ae sample --from mixture --out samples.png    from a mixture fitted to codes, any variant",
      "  ae sample --count 1000 --seed 7 --out samples.npy"
    })
final class SampleCommand implements Callable<Integer> {
  /** Codes that a mixture is fitted to, at most. */
  private static final int FITTED_ROWS = 10_000;

  private static final int ITERATIONS = 100;
  private static final int COLUMNS = 10;

  @Mixin(name = "Model")
  private ModelOptions model;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = DecodedRows.FORMATS + " Default: samples.png.")
  private Path out = Path.of("samples.png");

  @Option(
      names = "--from",
      paramLabel = "WHAT",
      description =
          "Where codes come from: the model's prior, or a mixture of Gaussians fitted to the codes"
              + " of rows. Default: prior where the model has one, or else mixture.")
  private Source from = Source.AUTO;

  @Option(
      names = "--components",
      paramLabel = "N",
      description = "Gaussians in the mixture. Default: 10.")
  private int components = 10;

  @Option(names = "--count", paramLabel = "N", description = "Rows to draw. Default: 100.")
  private int count = 100;

  @Mixin(name = "In general")
  private CommonOptions common;

  SampleCommand() {}

  /** Where codes come from. */
  enum Source {
    AUTO,
    PRIOR,
    MIXTURE
  }

  @Override
  public Integer call() {
    if (count < 1 || count > 1_000_000) {
      throw new ConfigurationException("--count must be from 1 to 1000000, got " + count);
    }
    long seed = common.seed().orElse(1L);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      DecodedRows.requireWritable(out, trained);
      Source source = source(trained);
      FMatrixRMaj codes =
          source == Source.PRIOR
              ? Codes.prior(count, trained.codeSize(), seed)
              : mixture(engine, trained, seed).sample(count, seed);
      DecodedRows.write(out, trained, codes, Math.min(COLUMNS, count));
      String name = source.name().toLowerCase(java.util.Locale.ROOT);
      output.line("samples  %s (%,d from the %s)", out, count, name);
      output.json(
          json -> {
            json.put("samples", out.toString());
            json.put("count", count);
            json.put("from", name);
            json.put("seed", seed);
          });
    }
    return 0;
  }

  private Source source(TrainedAutoencoder trained) {
    boolean generative = trained.model() instanceof Generative;
    if (from == Source.PRIOR && !generative) {
      throw new ConfigurationException(
          "a model of variant "
              + trained.document().config().variant()
              + " has no prior; give --from mixture");
    }
    return from != Source.AUTO ? from : generative ? Source.PRIOR : Source.MIXTURE;
  }

  private GaussianMixture mixture(Autoencoders engine, TrainedAutoencoder trained, long seed) {
    Dataset rows = model.rows(engine, trained, data);
    return GaussianMixture.fit(
        LatentRows.encode(engine, trained, rows, FITTED_ROWS), components, ITERATIONS, seed);
  }
}
