package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private static final int WRONG_USAGE = 2;

  @TempDir static Path folder;
  private static Path table;

  @BeforeAll
  static void writeTable() {
    table = Tables.numbers(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "trian | unknown command 'trian'; did you mean 'train'?",
        "data fetsh | unknown command 'fetsh'; did you mean 'fetch'?",
        "train --epohcs 3 | unknown option '--epohcs'; did you mean '--epochs'? See 'ae train",
        "train extra | unexpected 'extra', expected options only; see 'ae train --help'",
        "train --code 2.5 | --code must be a whole number, got '2.5'",
        "train --code 99999999999 | --code must be a whole number of at most 2147483647",
        "train --learning-rate x | --learning-rate must be a number, got 'x'",
        "train --epochs | --epochs needs a value: N",
        "train --epochs 1 --epochs 2 | '--epochs' (N) should be specified only once",
        "train --option tied | --option must be NAME=VALUE, got 'tied'",
        "train --quiet=maybe | --quiet must be alone, got the value 'maybe'",
        "data fetch | NAME is missing; see 'ae data fetch --help'",
        "data fetch mnst | did you mean 'mnist'?",
        "encode --split foo | --split must be all, train or test, got 'foo'",
        "encode --out codes.txt | must end with .csv or .npy, which",
        "reconstruct --out rows.txt | must end with .csv, .npy or .png, which",
        "interpolate --path foo | --path must be linear or spherical, got 'foo'",
        "train --data fashon-mnist | did you mean 'fashion-mnist'?",
        "train --data-dir . | fashion-mnist-sample lies in its jar",
        "plugins --plugin-path no.jar | --plugin-path: found no no.jar, expected a jar or",
      })
  void refusesCommandLine(String line, String message) {
    ae((Object[]) line.split(" ")).fails(WRONG_USAGE, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--variant vanila | unknown variant 'vanila'; did you mean 'vanilla'?",
        "--loss mes | unknown loss 'mes'; did you mean",
        "--encoder dens(3) | unknown layer 'dens'; did you mean 'dense'?",
        "--optimizer adma | unknown optimizer 'adma'; did you mean 'adam'?",
        "--schedule cosin | unknown schedule 'cosin'; did you mean 'cosine'?",
        "--activation rleu | unknown layer 'rleu'",
        "--option tide=true | 'tide'; did you mean 'tied'?",
        "--option kl=1 | kl needs a code between 0 and 1",
        "--data-option labl=a | 'labl'; did you mean 'label'?",
        "--data-option label=x | expected a column of",
        "--keep worst | --keep must be best or last, got 'worst'",
        "--scale half | 'half'",
        "--code 0 | code must be at least 1, got 0",
        "--code 5 | --code must be at most the number of values in a row, 4, got 5",
        "--layers 0 | at least 1, got 0",
        "--layers 3 --depth 2 | give --layers or --depth, not both",
        "--depth 100000000 | depth must be from 1 to 1000",
        "--encoder dense(2) --code 2 | leave out --code or --encoder",
        "--batch 0 | batch size must be at least 1, got 0",
        "--batch 1000 | batch size must be at most the number of training rows",
        "--epochs 0 | epochs must be at least 1, got 0",
        "--seed -1 | --seed must be at least 0, got -1",
        "--learning-rate 0 | learning rate must be greater than 0",
        "--clip-norm -1 | clip norm must be at least 0",
        "--patience -1 | patience must be at least 0",
        "--limit 0 | limit: got 0, expected at least 1 row",
        "--validation 1.5 | --validation must be at least 0 and below 1, got 1.5",
        "--validation 0.99 | --validation 0.99 of 36 rows leaves none to train on",
        "--validation 0.001 | --validation 0.001 is less than one row",
        "--test NaN | --test must be at least 0 and below 1, got NaN",
        "--checkpoint-every 0 | --checkpoint-every must be at least 1, got 0",
        "--checkpoint-minutes 0 | --checkpoint-minutes must be above 0",
        "--loss bce | scale to unit, or take another loss",
        "--resume nothing | found no file nothing, expected a checkpoint",
      })
  void refusesTraining(String options, String message) {
    Path out = folder.resolve("never.safetensors");
    String line = "train --data " + table + " --out " + out + " " + options;

    ae((Object[]) line.split(" ")).fails(WRONG_USAGE, message);

    assertThat(out).doesNotExist();
  }

  @Test
  void refusesThreadsAndKernels() {
    Run.plain("info", "--threads=0").fails(WRONG_USAGE, "threads must be", "got 0");
    Run.plain("info", "--threads=-3").fails(WRONG_USAGE, "threads must be", "got -3");
    Run.plain("info", "--kernels=refrence").fails(WRONG_USAGE, "did you mean 'reference'?");
  }

  @Test
  void refusesFilesThatCannotBeWritten() {
    ae("train", "--out=").fails(WRONG_USAGE, "empty name");
    ae("train", "--out", folder).fails(WRONG_USAGE, "is a folder, expected a file to write");
    ae("encode", "--out", folder.resolve("no/codes.csv")).fails(WRONG_USAGE, "there is no folder");
    ae("train", "--out=m.safetensors", "--checkpoint=./m.safetensors")
        .fails(WRONG_USAGE, "the checkpoint and the model file are both m.safetensors");
    ae("plugins", "--json", folder.resolve("no/x")).fails(1, "cannot write", "no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "train",
        "evaluate",
        "encode",
        "reconstruct",
        "denoise",
        "sample",
        "interpolate",
        "traverse",
        "compare",
        "bench",
        "info",
        "data",
        "data info",
        "data fetch",
        "plugins"
      })
  void helps(String command) {
    Object[] arguments =
        Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
            .filter(text -> !text.isEmpty())
            .toArray();

    Run help = Run.plain(arguments).succeeds();

    assertThat(help.out()).startsWith("Usage: ae").contains("--help", "  ae " + command);
    assertThat(help.out()).doesNotContain("mixin");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(help.err()).isEmpty();
  }

  @Test
  void listsAllCommandsThoughItReadsNamesAlone() {
    assertThat(Run.plain("--help").succeeds().out())
        .isEqualTo(Main.commandLine().getUsageMessage());
  }

  @Test
  void saysItsVersion() {
    assertThat(Run.plain("--version").succeeds().out()).matches("(?s)ae4j \\d.*Java \\d.*");
    Run.plain().fails(WRONG_USAGE, "the command is missing; see 'ae --help'");
  }

  @Test
  void listsPluginsAndWhatIsNoJar() throws Exception {
    Path jar = Files.writeString(folder.resolve("broken.jar"), "no jar");

    Run run = ae("plugins", "--json=-", "--plugin-path", jar).succeeds();

    assertThat(run.json())
        .anySatisfy(line -> assertThat(line.path("id").asString()).isEqualTo("vanilla"))
        .anySatisfy(line -> assertThat(line.path("id").asString()).isEqualTo("reference"))
        .anySatisfy(
            line -> {
              assertThat(line.path("kind").asString()).isEqualTo("failure");
              assertThat(line.path("location").asString()).isEqualTo(jar.toString());
              assertThat(line.path("cause").asString()).contains("cannot be read");
            });
    assertThat(run.err()).contains("left out:", "broken.jar: it cannot be read");
    assertThat(ae("data").succeeds().out()).contains("fashion-mnist-sample", "csv");
  }
}
