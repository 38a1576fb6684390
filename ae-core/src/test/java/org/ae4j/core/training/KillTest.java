package org.ae4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.RandomStream;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TestVariant;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.model.StoredModel;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed while it trains leaves a checkpoint that is whole. */
class KillTest {
  private static final AutoencoderConfig CONFIG =
      TestVariant.config(20, "dense(12) batchnorm relu dropout(0.2) dense(5)").build();
  private static final TrainingConfig ENDLESS =
      TrainingConfig.builder().epochs(1 << 20).batchSize(16).seed(9).build();
  private static final FloatDataset ROWS = TestVariant.rows(60, 20, 4);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void resumesAsIfItHadNeverStopped(long seed) throws IOException, InterruptedException {
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    Process process = start(checkpoint);
    try {
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!Files.exists(checkpoint) && process.isAlive() && System.nanoTime() < deadline) {
        Thread.sleep(5);
      }
      Thread.sleep(RandomStream.of(seed).below(0, 300));
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (StoredModel stored = StoredModel.open(checkpoint)) {
      TrainingConfig training = ENDLESS.withEpochs(stored.document().history().size() + 2);
      TrainedAutoencoder resumed = TestVariant.engine(2).resume(stored, training, ROWS).run();
      TrainedAutoencoder whole = TestVariant.engine(1).train(CONFIG, training, ROWS);
      assertThat(TestVariant.bytes(resumed, Files.createDirectory(folder.resolve("out"))))
          .isEqualTo(TestVariant.bytes(whole, folder));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.startsWith("."))
          .as("what was being written is hidden")
          .containsOnly("checkpoint.safetensors", "model.safetensors", "out", "said");
    }
  }

  private Process start(Path checkpoint) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Main.class.getName(),
                checkpoint.toString()))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }

  private static String classPath() {
    Stream<String> paths =
        Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
            .map(System::getProperty)
            .filter(Objects::nonNull)
            .filter(path -> !path.isEmpty());
    Stream<String> locations =
        Stream.of(Main.class, Autoencoders.class, Autoencoder.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath());
    return Stream.concat(paths, locations).collect(Collectors.joining(File.pathSeparator));
  }

  /** Trains, with a checkpoint after each epoch, until it is killed. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      CheckpointPolicy each =
          new CheckpointPolicy(Optional.of(Path.of(arguments[0])), 1, Duration.ZERO);
      TestVariant.engine(1).prepare(CONFIG, ENDLESS, ROWS).checkpoints(each).run();
    }
  }
}
