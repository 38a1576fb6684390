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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
  @TempDir Path folder;
  private Path table;
  private Path out;

  @BeforeEach
  void writeTable() {
    table = Tables.numbers(folder);
    out = folder.resolve("new").resolve("out");
  }

  @Test
  void comparesWhatItCanAndSaysWhatFailed() throws IOException {
    Run run = compare("--variants=vanilla,convolutional", "--epochs=2", "--json=-");

    assertThat(run.status()).isEqualTo(1);
    List<JsonNode> lines = run.json();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).path("status").asString()).isEqualTo("finished");
    assertThat(lines.get(0).path("mse").asDouble()).isPositive();
    assertThat(lines.get(1).path("status").asString()).isEqualTo("failed");
    assertThat(lines.get(1).path("cause").asString()).contains("is for images and sequences");
    assertThat(lines.get(2).path("finished").asInt()).isEqualTo(1);
    assertThat(lines.get(2).path("failed").asInt()).isEqualTo(1);
    assertThat(run.err()).contains("vanilla", "convolutional  failed: variant convolutional");

    JsonNode json = comparison();
    assertThat(json.path("data").path("training_rows").asInt()).isEqualTo(34);
    assertThat(json.path("data").path("test_rows").asInt()).isEqualTo(4);
    JsonNode vanilla = json.path("runs").get(0);
    assertThat(vanilla.path("model").path("code_size").asInt()).isEqualTo(2);
    assertThat(vanilla.path("model").path("compression").asDouble()).isEqualTo(2);
    assertThat(vanilla.path("training").path("history")).hasSize(2);
    assertThat(vanilla.path("training").path("validation_mse")).hasSize(2);
    assertThat(vanilla.path("training").path("ended").asString()).isEqualTo("epochs");
    assertThat(vanilla.path("reconstruction").path("psnr").asDouble()).isPositive();
    assertThat(vanilla.path("reconstruction").path("ssim").isNull()).isTrue();
    assertThat(vanilla.path("memory").path("peak_bytes").asLong()).isGreaterThan(10_000_000);
    assertThat(vanilla.path("speed").path("encode_micros").asDouble()).isPositive();
    assertThat(json.path("runs").get(1).path("cause").asString()).contains("variant convolutional");
    assertThat(out.resolve("report.html")).content().contains("are no images that can be drawn");
    Path model = out.resolve(vanilla.path("folder").asString()).resolve("model.safetensors");
    assertThat(ae("info", model).succeeds().out()).contains("vanilla");
  }

  @Test
  void trainsAgainOnlyWhatIsNotFinished() throws IOException {
    Object[] options = {"--variants=vanilla", "--epochs=1"};
    compare(options).succeeds();
    Path result = out.resolve(comparison().path("runs").get(0).path("folder").asString());
    byte[] first = Files.readAllBytes(result.resolve("result.json"));

    assertThat(compare(options).succeeds().out()).contains("finished before: mse");
    assertThat(result.resolve("result.json")).hasBinaryContent(first);
    assertThat(compare("--variants=vanilla", "--epochs=2").succeeds().out())
        .doesNotContain("finished before");
    assertThat(compare(options).succeeds().out()).contains("finished before: mse");

    Files.writeString(result.resolve("result.json"), "{");
    assertThat(compare(options).succeeds().out()).doesNotContain("finished before");
    Files.delete(result.resolve("model.safetensors"));
    assertThat(compare(options).succeeds().out()).doesNotContain("finished before");
    Tables.write(table, Files.readString(table) + "1,2,3,4\n");
    assertThat(compare(options).succeeds().out()).doesNotContain("finished before");
  }

  @Test
  void readsRunsFromAFileBelowWhatTheCommandLineSays() throws IOException {
    Path file =
        runs(
            """
            data: nowhere.csv
            seed: 7
            common: {epochs: 3, code: 3, option: {tied: false}}
            runs:
              - {name: tied, layers: [8, 4], option: {tied: true}}
              - {name: by hand, variant: denoising, encoder: dense(2), time-budget: 0.05s}
            """);

    compareFile(file, "--data=" + table, "--batch=10").succeeds();

    JsonNode json = comparison();
    assertThat(json.path("seed").asInt()).isEqualTo(7);
    JsonNode tied = json.path("runs").get(0);
    assertThat(tied.path("name").asString()).isEqualTo("tied");
    assertThat(tied.path("settings").path("option.tied").asString()).isEqualTo("true");
    assertThat(tied.path("model").path("encoder").asString())
        .isEqualTo("dense(8) relu dense(4) relu dense(3)");
    assertThat(tied.path("training").path("batch_size").asInt()).isEqualTo(10);
    assertThat(tied.path("training").path("steps").asInt()).isEqualTo(3 * 4);
    JsonNode timed = json.path("runs").get(1);
    assertThat(timed.path("model").path("encoder").asString()).isEqualTo("dense(2)");
    assertThat(timed.path("training").path("ended").asString()).isEqualTo("time-budget");
    assertThat(timed.path("training").path("seconds").asDouble()).isGreaterThanOrEqualTo(0.05);
    assertThat(out.resolve("report.html")).content().contains("The runs differ in the size");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                          | is empty, expected a list of runs
          `# nothing`                                 | is empty
          `runs: []`                                  | line 1: 'runs' must be a list of at least one run, got an empty list
          `seed: 1`                                   | 'runs' is missing
          `- a`                                       | the file must be names with values
          `runs: [vanilla]`                           | a run must be names with values ('name: value'), got 'vanilla'
          `run: [{}]`                                 | line 1: unknown key 'run'; did you mean 'runs'?
          `runs:~ - {epoch: 3}`                       | line 2: unknown setting 'epoch'; did you mean 'epochs'?
          `common: {codes: 3}~runs: [{}]`             | unknown setting 'codes'; did you mean 'code'?
          `runs:~ - {name: a}~ - {name: a}`           | line 3: the run 'a' is there already, in line 2
          `runs: [{}, {}]`                            | the run 'vanilla' is there already
          `runs: [{name: "  "}]`                      | must have 1 to 60 characters
          `runs: [{name: [a]}]`                       | 'name' must be a text or a number, got a list
          `runs: [{code: }]`                          | 'code' must be a text or a number, got nothing
          `runs: [{code: 2, code: 3}]`                | 'code' is given twice
          `runs: [{variant: vanila}]`                 | unknown variant 'vanila'; did you mean 'vanilla'?
          `runs: [{epochs: many}]`                    | run 'vanilla': --epochs must be a whole number, got 'many'
          `runs: [{epochs: 0}]`                       | epochs must be at least 1, got 0
          `runs: [{loss: hubber}]`                     | unknown loss 'hubber'; did you mean 'huber'?
          `runs: [{time-budget: 5}]`                  | --time-budget must be such as 30s, 5m or 1h
          `runs: [{time-budget: 0s}]`                 | above 0, got '0s'
          `runs: [{epochs: 2, time-budget: 1s}]`      | give --epochs or --time-budget, not both
          `runs: [{time-budget: 1s, schedule: cosine}]` | needs to know the number of epochs
          `runs: [{a: 1`                              | line 1: not YAML
          `runs: !!java.io.File [x]`                  | must be names with values
          """)
  void refusesAFileThatIsNotAsItShouldBe(String text, String problem) {
    Path file = runs(text.replace('~', '\n'));

    compareFile(file, "--data=" + table).fails(2, problem, "runs.yaml");

    assertThat(out).doesNotExist();
  }

  @Test
  void refusesWrongUsage() {
    compare("--variants=vanilla,denoisin").fails(2, "'denoisin'; did you mean 'denoising'?");
    compare("--variants=vanilla,vanilla").fails(2, "--variants names 'vanilla' twice");
    compare("--runs=" + folder.resolve("no.yaml")).fails(2, "no.yaml: no such file");
    compare("--runs=" + table, "--variants=vanilla").fails(2, "--variants or --runs, not both");
    compare("--epochs=1", "--time-budget=1s").fails(2, "--epochs or --time-budget, not both");
    compare("--noise=gausian(0.3)").fails(2, "did you mean 'gaussian'?");
    compare("--test=0").fails(2, "a comparison needs test rows");
    ae("compare", "--data", table, "--out", table).fails(2, "cannot make the folder");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void keepsFinishedRunsWhenItIsInterrupted() throws Exception {
    Path file = runs("runs: [{name: a, epochs: 1}, {name: b, epochs: 1000000, option: {l1: 0.1}}]");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    for (Object argument : arguments("--runs=" + file)) {
      command.add(argument.toString());
    }
    command.addAll(List.of("--kernels=reference", "--threads=2"));
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.startsWith("run 2 of 2")) {
      line = lines.readLine();
    }
    List<ProcessHandle> children = new ArrayList<>();
    while (process.isAlive() && children.isEmpty()) {
      Thread.sleep(10);
      children.addAll(process.children().toList());
    }
    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(err).content().contains("ae: interrupted; 1 of 2 runs are finished");
    assertThat(children).isNotEmpty().allSatisfy(child -> child.onExit().get(60, TimeUnit.SECONDS));
    assertThat(compareFile(file, "--data=" + table, "--epochs=1").succeeds().out())
        .containsOnlyOnce("finished before");
  }

  private Path runs(String text) {
    return Tables.write(folder.resolve("runs.yaml"), text);
  }

  private Run compare(Object... options) {
    return ae(arguments(options));
  }

  private Run compareFile(Path file, Object... options) {
    Stream<Object> first = Stream.of("compare", "--out=" + out, "--runs=" + file);
    return ae(Stream.concat(first, Stream.of(options)).toArray());
  }

  private Object[] arguments(Object... options) {
    Stream<Object> first = Stream.of("compare", "--data=" + table, "--out=" + out);
    return Stream.concat(first, Stream.of(options)).toArray();
  }

  private JsonNode comparison() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(out.resolve("comparison.json")));
  }
}
