package org.ae4j.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.cli.bench.BenchImages;
import org.ae4j.cli.bench.BenchModel;
import org.ae4j.cli.bench.EncodeSpeed;
import org.ae4j.cli.bench.GemmRate;
import org.ae4j.cli.bench.Processor;
import org.ae4j.cli.bench.TrainingSpeed;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.model.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    customSynopsis = "ae bench [OPTIONS]",
    description = "Measure how fast this machine multiplies matrices, trains and encodes.",
    sortOptions = false,
    footer = {
      "",
      "Models, trained with Adam on random images of 28 x 28 bytes:",
      "  dense    784-128-64-32 and its mirror, mean squared error, batches of 128",
      "  vae      784-400-20 and its mirror, binary cross-entropy, batches of 128",
      "  conv     the convolutional variant's own layers, code of 32, batches of 128",
      "  stacked  784-500-500-2000-10 and its mirror, batches of 256",
      "",
      "Examples:",
      "  ae bench                                  about a minute on two processors",
      "  ae bench --models dense,conv --seconds 10 --threads 1",
      "  ae bench --kernels reference --json -",
      "",
      "'of SGEMM' is the median round's speed as a part of the fastest matrix product",
      "measured on as many threads. Other work on the machine lowers all figures."
    })
final class BenchCommand implements Callable<Integer> {
  private static final double LEAST_SECONDS = 0.001;
  private static final double MOST_SECONDS = 3600;
  private static final double BILLION = 1e9;

  /** Half of the time in which the JIT has compiled the products, however short the rest is. */
  private static final Duration COMPILING = Duration.ofSeconds(1);

  /** A size of product, and encoding, are measured for this part of {@code --seconds}. */
  private static final int SHORT = 8;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description = "Models to train, of dense, vae, conv, stacked. Default: all.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description =
          "How long each model's training is measured, after a warm-up of the same length."
              + " Default: 4.")
  private double seconds = 4;

  @Mixin(name = "In general")
  private CommonOptions common;

  BenchCommand() {}

  @Override
  public Integer call() {
    if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
      throw new ConfigurationException("--seconds must be from 0.001 to 3600, got " + seconds);
    }
    List<BenchModel> chosen = BenchModel.named(models);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      printMachine(engine, output);
      double limit = products(engine, output);
      Dataset images = BenchImages.generate(common.seed().orElse(1L));
      List<TrainingSpeed> trained = training(engine, chosen, images, limit, output);
      encoding(trained, images, output);
    }
    return 0;
  }

  private static void printMachine(Autoencoders engine, Output output) {
    String java = Runtime.version().toString();
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    int processors = Runtime.getRuntime().availableProcessors();
    output.line("ae4j       %s on Java %s, %s", Version.text(), java, system);
    output.line("processor  %s, %s", Processor.name(), Text.count(processors, "processor"));
    output.line(
        "kernels    %s, %s, %s",
        engine.kernels().id(),
        engine.kernels().description(),
        Text.count(engine.threads(), "thread"));
    output.json(
        json -> {
          json.put("kind", "machine").put("ae4j", Version.text()).put("java", java);
          json.put("system", system).put("processor", Processor.name());
          json.put("processors", processors).put("threads", engine.threads());
          json.put("kernels", engine.kernels().id());
          json.put("kernels_text", engine.kernels().description());
        });
  }

  /** Measures products on one thread and on all; returns the best GFLOP/s of the latter. */
  private double products(Autoencoders engine, Output output) {
    List<Integer> threads = engine.threads() == 1 ? List.of(1) : List.of(1, engine.threads());
    output.line("");
    StringBuilder heading = new StringBuilder("%-24s".formatted("SGEMM, GFLOP/s"));
    threads.forEach(n -> heading.append("%12s".formatted(Text.count(n, "thread"))));
    output.line("%s", heading);
    double limit = 0;
    GemmRate.of(engine.kernels(), GemmRate.SIZES.get(0), 1, COMPILING); // what it finds is dropped
    for (GemmRate.Size size : GemmRate.SIZES) {
      StringBuilder line = new StringBuilder("  %-22s".formatted(size));
      for (int n : threads) {
        GemmRate rate = GemmRate.of(engine.kernels(), size, n, part(SHORT));
        line.append("%12.1f".formatted(rate.gigaflops()));
        limit = n == engine.threads() ? Math.max(limit, rate.gigaflops()) : limit;
        output.json(
            json -> {
              json.put("kind", "sgemm").put("rows", size.rows()).put("columns", size.columns());
              json.put("depth", size.depth()).put("threads", n);
              json.put("gflops", rate.gigaflops());
            });
      }
      output.line("%s", line);
    }
    return limit;
  }

  private List<TrainingSpeed> training(
      Autoencoders engine, List<BenchModel> chosen, Dataset images, double limit, Output output) {
    output.line("");
    output.line(
        "%-20s%12s%12s%14s%10s%10s",
        "Training, images/s", "best", "median", "MFLOP/image", "GFLOP/s", "of SGEMM");
    List<TrainingSpeed> speeds = new ArrayList<>();
    for (BenchModel model : chosen) {
      TrainingSpeed speed =
          TrainingSpeed.of(engine, model, images, part(1), common.seed().orElse(1L));
      speeds.add(speed);
      output.line(
          "  %-18s%,12.0f%,12.0f%14.3f%10.1f%8.0f %%",
          model.name(),
          speed.best(),
          speed.median(),
          speed.operationsPerImage() / 1e6,
          speed.gigaflops(),
          100 * speed.gigaflops() / limit);
      output.json(
          json -> {
            json.put("kind", "training").put("model", model.name());
            json.put("variant", model.variant()).put("batch", model.batch());
            json.put("encoder", speed.trained().document().config().encoder());
            json.put("loss", model.loss()).put("rounds", speed.rounds());
            json.put("images_per_second_best", speed.best());
            json.put("images_per_second_median", speed.median());
            json.put("flops_per_image", speed.operationsPerImage());
            json.put("gflops", speed.gigaflops());
            json.put("part_of_sgemm", speed.gigaflops() / limit);
          });
    }
    return speeds;
  }

  private void encoding(List<TrainingSpeed> trained, Dataset images, Output output) {
    output.line("");
    output.line(
        "%-20s%12s%12s%14s",
        "Encoding, 1 thread", "us/row p50", "us/row p99", "rows/s of " + EncodeSpeed.BATCH);
    for (TrainingSpeed model : trained) {
      EncodeSpeed speed = EncodeSpeed.of(model.trained(), images, part(SHORT));
      String name = model.model().name();
      output.line(
          "  %-18s%,12.1f%,12.1f%,14.0f",
          name, speed.micros(), speed.slowMicros(), speed.rowsPerSecond());
      output.json(
          json -> {
            json.put("kind", "encoding").put("model", name);
            json.put("micros_p50", speed.micros()).put("micros_p99", speed.slowMicros());
            json.put("batch", EncodeSpeed.BATCH).put("rows_per_second", speed.rowsPerSecond());
          });
    }
  }

  private Duration part(int parts) {
    return Duration.ofNanos((long) (seconds * BILLION / parts));
  }
}
