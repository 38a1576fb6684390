package org.ae4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command printed, and its exit status. */
record Run(int status, String out, String err) {

  /** Runs a command on the reference kernels, whatever the JVM has. */
  static Run ae(Object... arguments) {
    List<String> all = new ArrayList<>(Arrays.stream(arguments).map(Object::toString).toList());
    all.addAll(List.of("--kernels=reference", "--threads=2"));
    return plain(all.toArray());
  }

  /** Runs a command with the given arguments alone. */
  static Run plain(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream systemOut = System.out;
    PrintStream systemErr = System.err;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int status =
          Main.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
      return new Run(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(systemOut);
      System.setErr(systemErr);
    }
  }

  Run succeeds() {
    assertThat(status).as(err).isZero();
    return this;
  }

  /** Checks that the run failed with one line, without a trace; warnings may stand before it. */
  void fails(int expected, String... parts) {
    List<String> lines = err.lines().filter(line -> !line.startsWith("WARN ")).toList();
    assertThat(lines).as(err).hasSize(1);
    assertThat(lines.get(0)).contains(parts).startsWith("ae: ");
    assertThat(err).endsWith(System.lineSeparator());
    assertThat(status).isEqualTo(expected);
  }

  /** Returns the objects that were written to standard output, a line each. */
  List<JsonNode> json() {
    return out.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }
}
