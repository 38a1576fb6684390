package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Dataset;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariationalAloneTest {
  private static final long MEGABYTE = 1_000_000;

  @Test
  void trainsEncodesAndReadsBack(@TempDir Path folder) {
    float[][] rows = rows();
    Autoencoders ae = Autoencoders.load();
    Dataset data = Datasets.of(rows);
    AutoencoderConfig config =
        AutoencoderConfig.builder(data.shape())
            .variant(ae.registry().autoencoder("variational"))
            .layers(8)
            .code(2)
            .build();
    TrainingConfig training =
        TrainingConfig.builder().epochs(20).batchSize(32).learningRate(0.01).seed(1).build();

    TrainedAutoencoder model = ae.train(config, training, data);
    model.save(folder.resolve("model.safetensors"));
    float[][] codes = ae.read(folder.resolve("model.safetensors")).encode(rows);

    assertThat(codes).isDeepEqualTo(model.encode(rows)).hasDimensions(rows.length, 2);
    var history = model.document().history();
    assertThat(history).hasSize(20);
    assertThat(history.get(19).trainLoss()).isLessThan(history.get(0).trainLoss());
    assertThat(ae.registry().autoencoders().ids()).containsExactly("variational");
    assertThat(ae.registry().failures()).isEmpty();
  }

  @Test
  void bringsAlongNothingThatWasNotAskedFor() throws Exception {
    List<Path> jars = runtimeClassPath();

    assertThat(jars)
        .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
        .filteredOn(name -> name.startsWith("ae-"))
        .containsExactlyInAnyOrder("ae-variational", "ae-core", "ae-api");
    assertThat(jars)
        .extracting(jar -> jar.getFileName().toString())
        .noneMatch(name -> name.contains("picocli") || name.contains("junit"));
  }

  @Test
  void holdsNoNativeCode() throws Exception {
    List<String> entries = new ArrayList<>();
    for (Path jar : runtimeClassPath()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        file.stream().map(ZipEntry::getName).forEach(entries::add);
      }
    }

    assertThat(entries).contains("org/ae4j/core/Autoencoders.class");
    assertThat(entries).noneMatch(name -> name.matches("(?i).*\\.(so|dll|dylib|jnilib)(\\..*)?"));
  }

  @Test
  void isLight() throws Exception {
    long bytes = 0;
    for (Path jar : runtimeClassPath()) {
      bytes += Files.size(jar);
    }

    assertThat(bytes).isBetween(MEGABYTE, 10 * MEGABYTE);
  }

  private static List<Path> runtimeClassPath() throws Exception {
    String text = Files.readString(Path.of(System.getProperty("runtime.classpath"))).strip();
    List<Path> jars = new ArrayList<>();
    for (String element : text.split(File.pathSeparator)) {
      jars.add(Path.of(element));
    }
    assertThat(jars).hasSizeGreaterThan(3);
    return jars;
  }

  private static float[][] rows() {
    Random random = new Random(7);
    float[][] rows = new float[200][6];
    for (float[] row : rows) {
      float x = (float) random.nextGaussian();
      for (int i = 0; i < row.length; i++) {
        row[i] = x * (i - 2) + 0.1f * (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
