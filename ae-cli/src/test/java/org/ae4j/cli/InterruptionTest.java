package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signals, which need a process of their own. */
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {
  private static final int TERMINATED = 128 + 15;
  private static final int KILLED = 128 + 9;

  @TempDir static Path folder;
  private static Path whole;

  @BeforeAll
  static void trainWithoutInterruption() {
    whole = folder.resolve("whole.safetensors");
    ae(arguments(whole)).succeeds();
  }

  @Test
  void leavesACheckpointThatGoesOnToTheSameBytes() throws Exception {
    Path stopped = folder.resolve("it's stopped.safetensors");
    Process process = start(stopped);
    awaitEpoch(process);
    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    Path checkpoint = folder.resolve("it's stopped.checkpoint.safetensors");
    assertThat(folder.resolve("err"))
        .content()
        .contains("ae: interrupted in epoch ")
        .contains("--resume '" + checkpoint.toString().replace("'", "'\\''") + "'");
    assertThat(stopped).doesNotExist();
    ae("train", "--resume", checkpoint, "--no-pictures").succeeds();
    assertThat(stopped).hasSameBinaryContentAs(whole);
  }

  @Test
  void goesOnAfterAKill() throws Exception {
    Path killed = folder.resolve("killed.safetensors");
    Path checkpoint = folder.resolve("killed.checkpoint.safetensors");
    Process process = start(killed, "--checkpoint-minutes=0.002");
    awaitEpoch(process);
    while (process.isAlive() && !Files.exists(checkpoint)) {
      Thread.sleep(10);
    }
    process.destroyForcibly();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(KILLED);
    ae("train", "--resume", checkpoint, "--no-pictures").succeeds();
    assertThat(killed).hasSameBinaryContentAs(whole);
  }

  private static Object[] arguments(Path out) {
    return new Object[] {
      "train",
      "--limit=100",
      "--layers=16",
      "--code=4",
      "--batch=20",
      "--epochs=40",
      "--no-pictures",
      "--out=" + out
    };
  }

  private static Process start(Path out, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    for (Object argument : arguments(out)) {
      command.add(argument.toString());
    }
    command.addAll(List.of("--kernels=reference", "--threads=1"));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
  }

  /** Waits for the line of a first epoch. */
  private static void awaitEpoch(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.startsWith("epoch")) {
      line = lines.readLine();
    }
    assertThat(line).as("the process ended before an epoch did").isNotNull();
  }
}
