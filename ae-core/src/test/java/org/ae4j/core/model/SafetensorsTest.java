package org.ae4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.ShapeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("model.safetensors");
  }

  @Test
  void readsWhatWasWritten() {
    float[] large = new float[3 * 50_000];
    Random random = new Random(1);
    for (int i = 0; i < large.length; i++) {
      large[i] = random.nextFloat();
    }
    new SafetensorsWriter()
        .metadata("text", "äöü \"quoted\"\n\u0000")
        .floats("large", large, 3, 50_000)
        .floats("bias", new float[] {1, -0f, Float.MIN_VALUE}, 3)
        .floats("empty", new float[0], 0, 7)
        .floats("scalar", new float[] {7})
        .doubles("state", new double[] {Math.PI}, 1)
        .longs("counters", new long[] {-1, Long.MAX_VALUE}, 2)
        .write(file);

    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      assertThat(reader.metadata()).containsOnlyKeys("text");
      assertThat(reader.metadata().get("text")).isEqualTo("äöü \"quoted\"\n\u0000");
      assertThat(reader.names())
          .containsExactly("state", "counters", "large", "bias", "empty", "scalar");
      assertThat(reader.floats("large", 3, 50_000)).isEqualTo(large);
      assertThat(reader.floats("bias", 1, 3)).containsExactly(1, -0f, Float.MIN_VALUE);
      assertThat(reader.floats("empty", 0, 7)).isEmpty();
      assertThat(reader.floats("scalar")).containsExactly(7);
      assertThat(reader.doubles("state", 1)).containsExactly(Math.PI);
      assertThat(reader.longs("counters", 2)).containsExactly(-1, Long.MAX_VALUE);
    }
  }

  @Test
  void writesTheSameBytesForTheSameContent() throws IOException {
    Path other = folder.resolve("other");
    SafetensorsWriter one = new SafetensorsWriter().metadata("a", "1").metadata("b", "2");
    SafetensorsWriter two = new SafetensorsWriter().metadata("b", "2").metadata("a", "1");

    one.floats("w", new float[] {1}, 1).write(file);
    two.floats("w", new float[] {1}, 1).write(other);

    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(other));
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat((int) text.charAt(0) % 8).isZero();
    assertThat(text.substring(8))
        .startsWith(
            "{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
  }

  @Test
  void refusesATensorOfAnotherShapeOrType() {
    new SafetensorsWriter()
        .floats("weight", new float[6], 2, 3)
        .doubles("wide", new double[6], 2, 3)
        .write(file);

    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> reader.floats("weight", 3, 2))
          .withMessageContaining("'weight' (F32 2x3), expected F32 3x2");
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> reader.floats("weight", Integer.MAX_VALUE, Integer.MAX_VALUE));
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> reader.floats("wide", 2, 3))
          .withMessageContaining("'wide' (F64 2x3), expected F32 2x3");
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> reader.floats("wieght", 2, 3))
          .withMessageContaining("did you mean 'weight'?");
    }
  }

  @Test
  void refusesWeightsThatAreNotNumbers() {
    new SafetensorsWriter().floats("weight", new float[] {1, Float.NaN}, 2).write(file);

    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      float[] values = reader.floats("weight", 1, 2);
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> reader.requireFinite("weight", values))
          .withMessageContaining("'weight' holds NaN at index 1");
    }
  }

  @Test
  void refusesToCollectWhatNoFileCanHold() {
    SafetensorsWriter writer = new SafetensorsWriter().floats("w", new float[1], 1);

    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> writer.floats("w", new float[1], 1))
        .withMessageContaining("the name is taken");
    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> writer.floats("__metadata__", new float[1], 1));
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> writer.floats("x", new float[5], 2, 3))
        .withMessageContaining("has 5 values, its shape needs 6");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> writer.floats("x", new float[1], -1, -1));
    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> new SafetensorsWriter().metadata("a", "\ud800").write(file))
        .withMessageContaining("not valid Unicode");
  }

  @Test
  void leavesTheOldFileWhereWritingFails() throws IOException {
    Files.writeString(file, "old");

    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      throw new IOException("No space left on device");
                    }))
        .withMessage(
            "cannot write " + file + ": No space left on device; what was there is unchanged");

    assertThat(file).hasContent("old");
    assertThat(onlyFiles()).containsExactly("model.safetensors");
  }

  @Test
  void replacesTheOldFileAndLeavesNoOther() throws IOException {
    Files.writeString(file, "old");

    new SafetensorsWriter().floats("w", new float[1], 1).write(file);

    SafetensorsReader.open(file).close();
    assertThat(onlyFiles()).containsExactly("model.safetensors");
  }

  @Test
  void saysWhyAFileCannotBeWritten() throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter().floats("w", new float[1], 1);

    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> writer.write(folder.resolve("missing/model")))
        .withMessageContaining("missing does not exist; create it first");
    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> writer.write(folder))
        .withMessageContaining("not a regular file");
    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> SafetensorsReader.open(folder))
        .withMessageContaining("it is a folder");
    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> SafetensorsReader.open(folder.resolve("missing")))
        .withMessageContaining("there is no such file");
  }

  @Test
  void saysThatAFolderIsReadOnly() throws IOException {
    Path readOnly = Files.createDirectory(folder.resolve("read-only"));
    assumeFalse(readOnly.toFile().setWritable(false) && Files.isWritable(readOnly), "privileged");

    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> new SafetensorsWriter().write(readOnly.resolve("model")))
        .withMessageContaining("permission denied");
  }

  private java.util.List<String> onlyFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }
}
