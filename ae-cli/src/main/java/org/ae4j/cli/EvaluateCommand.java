package org.ae4j.cli;

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
    description = "Measure how well a model reconstructs rows.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae evaluate",
      "  ae evaluate --model fashion.safetensors --data fashion-mnist --json -",
      "  ae evaluate --model vae.safetensors --nll-samples 50",
      "",
      "Errors are of scaled values; PSNR is the mean over rows, for a data range of 1."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;
  @Mixin private LatentOptions latent;
  @Mixin private CommonOptions common;

  EvaluateCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      Dataset rows = model.rows(engine, trained);
      Scores scores = Scores.of(trained, rows, engine.threads());
      Optional<LatentScores> nats = latent.measure(trained, rows, engine.threads(), common.seed());
      boolean unit = trained.document().config().scaling().equals("unit");
      output.line("rows  %,d of %s", rows.size(), rows.name());
      output.line("mse   %.6f", scores.mse());
      if (unit) {
        output.line("psnr  %.2f dB", scores.psnr());
      }
      nats.ifPresent(measured -> latent.print(measured, output));
      output.json(
          json -> {
            json.put("data", rows.name());
            json.put("rows", rows.size());
            json.put("mse", scores.mse());
            if (unit) {
              json.put("psnr", scores.psnr());
            }
            nats.ifPresent(measured -> LatentOptions.write(measured, json));
            json.put("model", model.file().toString());
          });
    }
    return 0;
  }
}
