package org.ae4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.metrics.Quality;
import org.ae4j.core.metrics.Restoration;
import org.ae4j.core.training.Workers;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What rows are damaged with, to measure how well a model restores them. */
final class NoiseOptions {
  @Option(
      names = "--noise",
      paramLabel = "CORRUPTION",
      description =
          "Also damage the rows and measure how well they are restored; can be given several"
              + " times.")
  private List<String> noises = new ArrayList<>();

  NoiseOptions() {}

  /** Reads the text forms for the rows that a model takes. */
  List<Noise> noises(Autoencoders engine, TrainedAutoencoder model, Optional<Long> seed) {
    long chosen = seed.orElse(model.document().training().seed());
    return noises.stream().map(text -> Noise.of(engine, model, text, chosen)).toList();
  }

  /** Measures and prints. */
  static void report(
      Autoencoders engine, TrainedAutoencoder model, Dataset rows, Noise noise, Output output) {
    Restoration result;
    try (Workers workers = new Workers(engine.threads())) {
      result = Restoration.measure(model, rows, noise.corruption(), noise.random(), workers);
    }
    output.line("noise %s", noise.text());
    output.line("  damaged   %s", text(result.damaged()));
    output.line("  restored  %s", text(result.restored()));
    output.json(
        json -> {
          json.put("noise", noise.text());
          write(result.damaged(), json.putObject("damaged"));
          write(result.restored(), json.putObject("restored"));
        });
  }

  private static String text(Quality quality) {
    StringBuilder text = new StringBuilder();
    text.append("mse ").append(Text.loss(quality.mse()));
    quality.psnr().ifPresent(v -> text.append(String.format(Locale.ROOT, "  psnr %.2f dB", v)));
    quality.ssim().ifPresent(v -> text.append(String.format(Locale.ROOT, "  ssim %.4f", v)));
    return text.toString();
  }

  private static void write(Quality quality, ObjectNode json) {
    json.put("mse", quality.mse());
    quality.psnr().ifPresent(value -> json.put("psnr", value));
    quality.ssim().ifPresent(value -> json.put("ssim", value));
  }
}
