package org.ae4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ae4j.api.AutoencoderException;

/** This command once more, in a JVM of its own with the same options. */
final class ChildJvm {
  /** What a JVM ends with that SIGINT or SIGTERM ended. */
  private static final List<Integer> SIGNALS = List.of(130, 143);

  private static final int KILLED = 137;
  private static final List<String> NOT_INHERITED =
      List.of("-agentlib:jdwp", "-XX:ArchiveClassesAtExit", "-Dae.terminal");

  private final Process process;
  private final Path log;

  private ChildJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; what it says on standard error goes to a file. */
  static ChildJvm start(List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (NOT_INHERITED.stream().noneMatch(option::startsWith)) {
        command.add(option);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    try {
      return new ChildJvm(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new AutoencoderException("cannot start a JVM: " + Failures.reason(e), e);
    }
  }

  /** Follows what it says on standard output until it ends; returns its status. */
  int await(Consumer<String> lines) {
    try (BufferedReader reader = process.inputReader(Charset.defaultCharset())) {
      reader.lines().forEach(lines);
      return process.waitFor();
    } catch (IOException | java.io.UncheckedIOException e) {
      process.destroyForcibly();
      throw new AutoencoderException("lost the JVM of a run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AutoencoderException("interrupted", e);
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  static boolean isInterruption(int status) {
    return SIGNALS.contains(status);
  }

  /** Returns in a line why it failed. */
  String cause(int status) {
    List<String> lines = read();
    Optional<String> said =
        lines.stream().filter(line -> line.startsWith("ae: ")).reduce((a, b) -> b);
    if (said.isPresent() && status != KILLED) {
      return said.get().substring("ae: ".length());
    }
    Optional<String> thrown =
        lines.stream().filter(line -> line.startsWith("Exception in thread")).findFirst();
    String reason =
        status == KILLED
            ? "it was killed, as the system does when memory runs out"
            : thrown
                .map(line -> line.replaceFirst("^Exception in thread \"[^\"]*\" ", ""))
                .orElse("its JVM ended with status " + status);
    return reason + "; see " + log;
  }

  private List<String> read() {
    try {
      return Files.readAllLines(log, Charset.defaultCharset());
    } catch (IOException e) {
      return List.of();
    }
  }
}
