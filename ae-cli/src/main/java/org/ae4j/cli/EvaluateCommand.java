package org.ae4j.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.latent.LatentScores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "evaluate",
    customSynopsis = "ae evaluate [OPTIONS]",
    description = "Measure how well a model reconstructs rows.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae evaluate",
      "  ae evaluate --model f16.safetensors --data fashion-mnist --json -",
      "  ae evaluate --model vae.safetensors --nll-samples 50",
      "  ae evaluate --noise \"gaussian(0.3)\" --noise \"masking(0.5)\"",
      "",
      "Errors are of scaled values; PSNR is the mean over rows, for a data range of 1."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin(name = "Model")
  private ModelOptions model;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Mixin(name = "Latent")
  private LatentOptions latent;

  @Mixin(name = "Noise")
  private NoiseOptions noise;

  @Mixin(name = "In general")
  private CommonOptions common;

  EvaluateCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      Dataset rows = model.rows(engine, trained, data);
      List<Noise> noises = noise.noises(engine, trained, common.seed());
      Scores scores = Scores.of(trained, rows, engine.threads());
      Optional<LatentScores> nats = latent.measure(trained, rows, engine.threads(), common.seed());
      boolean unit = trained.document().config().scaling().equals("unit");
      output.line("data  %s of %s", Text.count(rows.size(), "row"), rows.name());
      output.line("mse   %s", Text.loss(scores.mse()));
      if (unit) {
        output.line("psnr  %.2f dB", scores.psnr());
      }
      nats.ifPresent(measured -> latent.print(measured, output));
      Optional<ColumnScores> columns =
          trained.table().map(schema -> ColumnScores.of(trained, schema, rows, engine.threads()));
      columns.ifPresent(measured -> measured.print(output));
      output.json(
          json -> {
            json.put("data", rows.name());
            json.put("rows", rows.size());
            json.put("mse", scores.mse());
            if (unit) {
              json.put("psnr", scores.psnr());
            }
            nats.ifPresent(measured -> LatentOptions.write(measured, json));
            columns.ifPresent(measured -> measured.write(json));
            json.put("model", model.file().toString());
          });
      noises.forEach(one -> NoiseOptions.report(engine, trained, rows, one, output));
    }
    return 0;
  }
}
