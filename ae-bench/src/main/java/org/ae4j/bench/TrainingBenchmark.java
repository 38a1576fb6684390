package org.ae4j.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Dataset;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.data.ByteArrayDataset;
import org.ae4j.core.training.Training;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures a training step: gathering a batch of bytes, forward, backward, Adam.
 *
 * <p>An operation is one of the steps of a short run of its own, so that a small part of the run's
 * beginning, its buffers, is in it. {@code threads} are ae4j's; JMH's {@code -t} stays 1.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"})
public class TrainingBenchmark {
  private static final int STEPS = 64;
  private static final Shape INPUT = Shape.image(1, 28, 28);

  /** A model, and a run of it for each invocation. */
  @State(Scope.Benchmark)
  public static class Run {

    /** One of the models of {@code ae bench}. */
    @Param({"dense", "vae", "conv", "stacked"})
    public String model = "";

    /** The kernels' id. */
    @Param("vector")
    public String kernels = "";

    /** Threads of a step. */
    @Param({"1", "2"})
    public int threads;

    /** Rows of a step. */
    @Param("128")
    public int batch;

    private Autoencoders engine = Autoencoders.load();
    private AutoencoderConfig config = AutoencoderConfig.builder(INPUT).build();
    private Dataset rows = new ByteArrayDataset("blank", INPUT, new byte[INPUT.size()]);
    private Training training = engine.prepare(config, settings(1), rows).start();

    /** Chooses the model and makes its rows. */
    @Setup
    public void prepareModel() {
      engine = Autoencoders.builder().kernels(kernels).threads(threads).build();
      byte[] bytes = new byte[STEPS * batch * INPUT.size()];
      new SplittableRandom(1).nextBytes(bytes);
      rows = new ByteArrayDataset("random images", INPUT, bytes);
      config = config();
    }

    private AutoencoderConfig config() {
      AutoencoderConfig.Builder builder = AutoencoderConfig.builder(INPUT);
      return switch (model) {
        case "dense" -> builder.layers(128, 64).code(32).build();
        case "vae" -> builder.variant("variational").layers(400).code(20).loss("bce").build();
        case "conv" ->
            builder.variant(engine.registry().autoencoder("convolutional")).code(32).build();
        case "stacked" -> builder.layers(500, 500, 2000).code(10).build();
        default -> throw new IllegalArgumentException("no model " + model);
      };
    }

    /** Makes a model with new weights. */
    @Setup(Level.Invocation)
    public void prepareRun() {
      training = engine.prepare(config, settings(batch), rows).start();
    }

    private static TrainingConfig settings(int batch) {
      return TrainingConfig.builder().epochs(1).batchSize(batch).seed(1).build();
    }
  }

  /** One step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Training step(Run run) {
    run.training.run();
    return run.training;
  }
}
