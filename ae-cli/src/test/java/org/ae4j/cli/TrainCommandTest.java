package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrainCommandTest {
  @TempDir Path folder;
  private Path table;
  private Path model;

  @BeforeEach
  void writeTable() {
    table = Tables.numbers(folder);
    model = folder.resolve("m.safetensors");
  }

  @Test
  void writesJsonAndNothingElseToStandardOutput() throws IOException {
    Run run = train("--epochs=2", "--json=-");

    List<JsonNode> lines = run.json();
    assertThat(lines).hasSize(3);
    for (int epoch = 1; epoch <= 2; epoch++) {
      JsonNode line = lines.get(epoch - 1);
      assertThat(line.propertyNames())
          .containsExactly(
              "epoch",
              "train_loss",
              "validation_loss",
              "learning_rate",
              "seconds",
              "examples_per_second");
      assertThat(line.path("epoch").asInt()).isEqualTo(epoch);
      assertThat(line.path("train_loss").asDouble()).isPositive();
      assertThat(line.path("validation_loss").asDouble()).isPositive();
      assertThat(line.path("learning_rate").asDouble()).isEqualTo(0.001);
    }
    JsonNode last = lines.get(2);
    assertThat(last.path("test_mse").asDouble()).isPositive();
    assertThat(last.path("parameters").asInt()).isPositive();
    assertThat(last.path("model").asString()).isEqualTo(model.toString());
    assertThat(last.path("pictures").get(0).asString()).endsWith("m-loss.svg");
    assertThat(run.err()).contains("rows of 4", "encoder  ", "epoch   2/2", "test mse");
    assertThat(names())
        .containsExactly("labelled.csv", "m-loss.svg", "m.safetensors", "numbers.csv");
  }

  @Test
  void isQuiet() {
    Run run = train("--epochs=1", "--quiet", "--json", folder.resolve("lines.jsonl"));

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
    assertThat(folder.resolve("lines.jsonl")).content().hasLineCount(2);
  }

  @Test
  void drawsImages() throws IOException {
    ae("train", "--limit=64", "--layers=8", "--code=4", "--epochs=1", "--out", model).succeeds();

    var grid = ImageIO.read(folder.resolve("m-reconstructions.png").toFile());
    assertThat(grid.getWidth()).isEqualTo(4 + 10 * (3 * 28 + 4));
    assertThat(grid.getHeight()).isEqualTo(4 + 4 * (3 * 28 + 4));
  }

  @Test
  void trainsOnWhatIsSmallOrConstant() {
    Path labelled = Tables.labelled(folder);
    Path one = Tables.write(folder.resolve("one.csv"), "x,y\n1,2\n");
    Path constant = Tables.write(folder.resolve("constant.csv"), "x,y\n1,2\n1,3\n1,4\n");

    assertThat(train("--data-option=shape=1x2x2").out()).contains("rows of 1x2x2");
    for (String options :
        List.of(
            labelled + " --data-option label=class", one.toString(), constant + " --scale unit")) {
      String line = "train --no-pictures --epochs 1 --out " + model + " --data " + options;
      Run run = ae((Object[]) line.split(" ")).succeeds();
      assertThat(run.out()).contains("epoch   1/1", "model    " + model);
    }
    assertThat(ae("info", model).succeeds().out()).contains("code        1 value", "3 rows of");
  }

  @Test
  void resumesToTheSameBytes() throws IOException {
    Path checkpoint = folder.resolve("part.checkpoint.safetensors");
    Path whole = folder.resolve("whole.safetensors");
    ae("train", "--data", table, "--epochs=4", "--no-pictures", "--out", whole).succeeds();
    train("--epochs=2", "--no-pictures", "--checkpoint", checkpoint);

    Run run = ae("train", "--resume", checkpoint, "--epochs=4", "--no-pictures").succeeds();

    assertThat(run.out()).contains("resumed in epoch 3 of 4", "part.safetensors");
    assertThat(folder.resolve("part.safetensors")).hasSameBinaryContentAs(whole);
    Run done = ae("train", "--resume", checkpoint, "--no-pictures").succeeds();
    assertThat(done.out()).contains("all 2 epochs are done");
  }

  @Test
  void refusesToResumeWhatIsNotTheSameRun() throws IOException {
    Path checkpoint = folder.resolve("c.safetensors");
    train("--epochs=2", "--no-pictures", "--checkpoint", checkpoint);
    Path other = Tables.write(folder.resolve("other.csv"), "a,b,c,d\n1,2,3,4\n2,3,4,5\n");

    resume(model).fails(1, "is a finished model, not a checkpoint");
    resume(checkpoint, "--data", other).fails(1, "the checkpoint was trained on other rows");
    resume(checkpoint, "--limit=9").fails(1, "the checkpoint was trained on other rows");
    resume(checkpoint, "--batch=5").fails(2, "--batch is in the checkpoint and cannot be changed");
    resume(checkpoint, "--epochs=1").fails(2, "--epochs must be at least 2");
    resume(table).fails(1, "header length");
    Tables.write(table, Files.readString(table).replace("a,b", "b,a") + "1,2,3,4\n");
    resume(checkpoint).fails(1, "the checkpoint was trained on other rows");
  }

  @Test
  void keepsTheLastGoodCheckpointOfALossThatExplodes() throws IOException {
    Path checkpoint = folder.resolve("c.safetensors");

    Run run =
        ae(
            "train",
            "--data=" + table,
            "--optimizer=sgd",
            "--learning-rate=1e12",
            "--batch=4",
            "--checkpoint=" + checkpoint,
            "--out=" + model);

    assertThat(run.status()).isEqualTo(1);
    run.fails(1, "the loss became", "epoch 1, batch ", "first bad tensor", "--clip-norm");
    assertThat(model).doesNotExist();
  }

  @Test
  void saysThatTheDiskIsFull() {
    assumeTrue(Files.exists(Path.of("/dev/full")));

    ae("train", "--data", table, "--epochs=1", "--quiet", "--out", model, "--json=/dev/full")
        .fails(1, "cannot write /dev/full: No space left on device");

    assertThat(model).exists();
  }

  private Run train(Object... options) {
    Stream<Object> first = Stream.of("train", "--data=" + table, "--out=" + model);
    return ae(Stream.concat(first, Stream.of(options)).toArray()).succeeds();
  }

  private Run resume(Path checkpoint, Object... options) {
    Path out = folder.resolve("never.safetensors");
    Stream<Object> first = Stream.of("train", "--resume=" + checkpoint, "--out=" + out);
    Run run = ae(Stream.concat(first, Stream.of(options)).toArray());
    assertThat(out).doesNotExist();
    return run;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
