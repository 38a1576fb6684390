package org.ae4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.ae4j.api.AutoencoderException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a command prints: text for people, and a line of JSON for each result if asked for.
 *
 * <p>With JSON on standard output nothing else goes there; text then goes to standard error.
 */
final class Output implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final boolean quiet;
  private final PrintStream text;
  private final Optional<String> jsonFile;
  private final @Nullable OutputStream json;
  private @Nullable IOException jsonFailure;

  Output(boolean quiet, Optional<String> jsonTarget) {
    boolean standard = jsonTarget.filter("-"::equals).isPresent();
    this.quiet = quiet;
    this.text = standard ? System.err : System.out;
    this.jsonFile = jsonTarget.filter(target -> !standard);
    this.json = standard ? System.out : jsonTarget.map(Output::open).orElse(null);
  }

  private static OutputStream open(String file) {
    try {
      return Files.newOutputStream(Path.of(file));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Prints a line for people. */
  void line(String format, Object... values) {
    if (!quiet) {
      text.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }
  }

  /** Prints a line for people that matters even if they want quiet, on standard error. */
  void warn(String line) {
    System.err.println("ae: " + line);
  }

  /** Writes one JSON object, if JSON is wanted; a failure is told at the end. */
  void json(Consumer<ObjectNode> fields) {
    if (json == null || jsonFailure != null) {
      return;
    }
    ObjectNode object = MAPPER.createObjectNode();
    fields.accept(object);
    try {
      json.write((object + "\n").getBytes(StandardCharsets.UTF_8));
      json.flush();
    } catch (IOException e) {
      jsonFailure = e;
    }
  }

  /** Tells whether a line can be rewritten in place on standard error. */
  boolean showsProgress() {
    return !quiet && Boolean.getBoolean("ae.terminal");
  }

  @Override
  public void close() {
    if (json != null && jsonFile.isPresent()) {
      try {
        json.close();
      } catch (IOException e) {
        jsonFailure = jsonFailure == null ? e : jsonFailure;
      }
      if (jsonFailure != null) {
        throw cannotWrite(jsonFile.get(), jsonFailure);
      }
    }
  }

  private static AutoencoderException cannotWrite(String file, IOException e) {
    return new AutoencoderException("cannot write " + file + ": " + Failures.reason(e), e);
  }
}
