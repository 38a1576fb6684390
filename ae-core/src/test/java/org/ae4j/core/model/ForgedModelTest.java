package org.ae4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.ModelFormatException;
import org.ae4j.api.ShapeException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TestVariant;
import org.ae4j.core.data.FloatDataset;
import org.ae4j.core.training.CheckpointPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose tensors are well-formed, but whose description lies. */
class ForgedModelTest {
  private static final long MOST_BYTES = 50_000_000;
  private static final Autoencoders ENGINE = TestVariant.engine(1);
  private static final FloatDataset ROWS = TestVariant.rows(20, 6, 1);

  @TempDir static Path models;
  @TempDir Path folder;
  private static Path model = Path.of("model");
  private static Path checkpoint = Path.of("checkpoint");

  @BeforeAll
  static void train() {
    model = models.resolve("model");
    checkpoint = models.resolve("checkpoint");
    ENGINE
        .prepare(
            TestVariant.config(6, "dense(4) batchnorm relu dense(2)").build(),
            TrainingConfig.builder().epochs(1).batchSize(10).build(),
            ROWS)
        .checkpoints(new CheckpointPolicy(Optional.of(checkpoint), 1, Duration.ZERO))
        .run()
        .save(model);
  }

  /** What stands in the document, what replaces it, and what the message says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          dense(4) batchnorm | dense(2000000000) batchnorm | 2000000000
          dense(4) batchnorm | dense(200000000) batchnorm | needs 1200000000 weights
          dense(4) batchnorm | dense(5) batchnorm | does not fit its configuration
          dense(4) batchnorm | dense(4) | unknown tensor
          dense(4) batchnorm | dense(4) batchnorm layernorm | unknown tensor
          dense(4) batchnorm | dense(100000000) batchnorm | does not fit its configuration
          dense(4) batchnorm | dense(4) batchnorm tanh dense(100000000) | tensor
          relu dense(2) | rellu dense(2) | did you mean 'relu'?
          relu dense(2) | relu dense(two) | two
          relu dense(2) | relu dense( | dense(
          relu dense(2) | relu dense(-2) | -2
          "encoder":"dense(4) batchnorm relu dense(2)" | "encoder":"" | at least one layer
          "variant":"plain" | "variant":"plane" | did you mean 'plain'?
          "variant":"plain" | "variant":"java.lang.Runtime" | unknown variant
          "variant":"plain" | "variant":7 | must be a text
          "variant":"plain", | | must be a text
          "input":"6" | "input":"200000000" | preprocessing
          "input":"6" | "input":"0" | at least 1
          "input":"6" | "input":"99999x99999x99999" | more than
          "input":"6" | "input":"6x" | not of the form
          "loss":"mse" | "loss":"mses" | did you mean 'mse'?
          "loss":"mse" | "loss":"bce(3)" | bce
          "scaling":"standard" | "scaling":"magic" | magic
          "options":{} | "options":{"tied":"maybe"} | tied
          "options":{} | "options":{"class":"x"} | class
          "options":{} | "options":[] | must be an object
          "options":{} | "options":{"tied":"true"} |
          "scaling":"standard" | "scaling":"standard","output":"blue" | blue
          "scaling":"standard" | "scaling":"standard","decoder":"dense(6)" | tensor
          "scaling":"standard" | "scaling":"standard","decoder":"dense(1000000000)" | 1000000000
          "schema":1 | "schema":3 | use the version that wrote it
          "schema":1 | "schema":2 | table must be a text
          "schema":1 | "schema":2,"table":"{" | not JSON
          "schema":1 | "schema":2,"table":"{}" | columns must be a list
          "schema":1 | "schema":0 | has schema 0
          "schema":1 | "schema":"1" | schema must be a whole number
          "schema":1, | | schema must be a whole number
          "batch_size":10 | "batch_size":0 | batch size must be at least 1
          "batch_size":10 | "batch_size":2000000000 | batch size must be at most
          "batch_size":10 | "batch_size":1e1 | batch_size must be a whole number
          "epochs":1 | "epochs":99999999999 | epochs must be a whole number
          "seed":1 | "seed":1.5 | seed must be a whole number
          "keep_best":false | "keep_best":null | keep_best must be true or false
          "features":[] | "features":{} | features must be a list
          "features":[] | "features":[1] | a list of texts
          "history":[ | "history":[1, | epoch must be a whole number
          "metrics":{} | "metrics":{"a":"b"} | must be a number
          "notes":{} | "notes":{"a":{}} | must be a text
          "notes":{} | "notes":{},"notes":{} | not JSON
          """)
  void refusesALie(String from, String to, String message) {
    Path forged = forge(model, text -> replaced(text, from, to == null ? "" : to));

    assertThatExceptionOfType(AutoencoderException.class)
        .isThrownBy(() -> allocating(() -> ENGINE.read(forged)))
        .isInstanceOfAny(
            ModelFormatException.class, ShapeException.class, ConfigurationException.class)
        .withMessageContaining(message == null ? "" : message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "7", "\"ae4j\"", "{}", "{\"schema\":1}", "\u0000"})
  void refusesADocumentThatIsNone(String document) {
    Path forged = forge(model, text -> document);

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> allocating(() -> ENGINE.read(forged)));
  }

  @Test
  void refusesDeepNesting() {
    Path forged = forge(model, text -> "{\"a\":".repeat(200_000));

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> allocating(() -> ENGINE.read(forged)))
        .withMessageContaining("not JSON");
  }

  @Test
  void refusesASafetensorsFileOfSomebodyElse() {
    Path file = folder.resolve("other");
    new SafetensorsWriter().metadata("format", "pt").floats("w", new float[1], 1).write(file);

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> ENGINE.read(file))
        .withMessageContaining("not one that ae4j wrote");
  }

  /** What a checkpoint says of its progress; each would make a run go astray. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          \\"batch\\":0 | \\"batch\\":2
          \\"batch\\":0 | \\"batch\\":2147483647
          \\"batch\\":0 | \\"batch\\":-1
          \\"epoch\\":2 | \\"epoch\\":0
          \\"step\\":2 | \\"step\\":-2
          \\"step\\":2 | \\"step\\":\\"2\\"
          \\"stopped\\":false | \\"stopped\\":0
          \\"sums\\":{} | \\"sums\\":[]
          \\"plateau\\":{ | \\"plateaux\\":{
          "progress":"{ | "progress":"[
          """)
  void refusesADamagedProgress(String from, String to) {
    Path forged = forge(checkpoint, text -> replaced(text, from, to));

    try (StoredModel stored = StoredModel.open(forged)) {
      TrainingConfig training = stored.document().training().withEpochs(3);
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> ENGINE.resume(stored, training, ROWS).run());
    }
  }

  @Test
  void refusesACheckpointWithoutTheOptimizersState() {
    Path forged =
        forge(
            checkpoint,
            text -> replaced(text, "\"optimizer\":\"adam\"", "\"optimizer\":\"sgd(0.9)\""));

    try (StoredModel stored = StoredModel.open(forged)) {
      TrainingConfig adam =
          TrainingConfig.builder().epochs(2).batchSize(10).optimizer("adam").build();
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> ENGINE.resume(stored, adam, ROWS).run());
    }
  }

  /** Writes a model again with another document; the tensors stay. */
  private Path forge(Path original, UnaryOperator<String> document) {
    Path forged = folder.resolve("forged");
    SafetensorsWriter writer = new SafetensorsWriter();
    try (SafetensorsReader reader = SafetensorsReader.open(original)) {
      for (Map.Entry<String, String> entry : reader.metadata().entrySet()) {
        writer.metadata(entry.getKey(), document.apply(entry.getValue()));
      }
      for (String name : reader.names()) {
        List<Long> shape = reader.info(name).shape();
        int[] sizes = shape.stream().mapToInt(Math::toIntExact).toArray();
        writer.floats(name, reader.floats(name, sizes), sizes);
      }
    }
    writer.write(forged);
    return forged;
  }

  private static String replaced(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }

  /** Runs something and expects that it, failing or not, took little memory. */
  private static void allocating(Runnable work) {
    long before = allocatedBytes();
    try {
      work.run();
    } finally {
      assertThat(allocatedBytes() - before).as("allocated bytes").isLessThan(MOST_BYTES);
    }
  }

  /** Asks the JDK's bean by reflection: its module is none that the engine reads. */
  private static long allocatedBytes() {
    try {
      Object bean =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Method bytes =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getThreadAllocatedBytes", long.class);
      return (long) bytes.invoke(bean, Thread.currentThread().getId());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
