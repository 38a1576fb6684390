package org.ae4j.cli.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ae4j.core.model.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes what a comparison leaves as JSON. */
public final class CompareJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private CompareJson() {}

  /** Replaces a file as a whole. */
  public static void write(Path file, Object value) {
    byte[] bytes = MAPPER.writeValueAsBytes(value);
    AtomicFile.write(
        file,
        channel -> {
          java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  /** Reads a file; empty if there is none, or it is damaged, or of another version. */
  public static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Files.exists(file)
          ? Optional.of(MAPPER.readValue(Files.readAllBytes(file), type))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** Returns what {@code comparison.json} holds. */
  public static ObjectNode of(Comparison comparison) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("schema", RunResult.SCHEMA);
    ObjectNode rows = json.putObject("data");
    rows.put("name", comparison.rows().name());
    rows.put("shape", comparison.rows().shape().toString());
    rows.put("training_rows", comparison.rows().training());
    rows.put("validation_rows", comparison.rows().validation());
    rows.put("test_rows", comparison.rows().test());
    rows.put("checksum", comparison.rows().checksum());
    ArrayNode classes = rows.putArray("classes");
    comparison.rows().classes().forEach(classes::add);
    json.put("seed", comparison.seed());
    json.put("noise", comparison.noise());
    json.set("machine", MAPPER.valueToTree(comparison.machine()));
    ArrayNode runs = json.putArray("runs");
    comparison.outcomes().forEach(outcome -> runs.add(run(outcome)));
    return json;
  }

  private static ObjectNode run(RunOutcome outcome) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("name", outcome.plan().name());
    json.put("status", outcome.result().isPresent() ? "finished" : "failed");
    outcome.cause().ifPresent(cause -> json.put("cause", cause));
    ObjectNode settings = json.putObject("settings");
    outcome.plan().settings().forEach(settings::put);
    json.put("folder", outcome.folder());
    outcome.result().ifPresent(result -> json.setAll((ObjectNode) MAPPER.valueToTree(result)));
    json.remove(List.of("schema"));
    return json;
  }
}
