package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is done with a trained model: evaluate, encode, reconstruct, info. */
class UseCommandsTest {
  @TempDir static Path folder;
  private static Path table;
  private static Path model;
  private static Path images;

  @BeforeAll
  static void train() {
    table = Tables.labelled(folder);
    model = folder.resolve("m.safetensors");
    images = folder.resolve("images.safetensors");
    ae(
            "train",
            "--data=" + table,
            "--data-option=label=class",
            "--code=2",
            "--epochs=1",
            "--no-pictures",
            "--out=" + model)
        .succeeds();
    ae(
            "train",
            "--limit=32",
            "--layers=8",
            "--code=4",
            "--epochs=1",
            "--no-pictures",
            "--out=" + images)
        .succeeds();
  }

  @Test
  void evaluatesRowsApartFromTraining() {
    JsonNode trained = ae("info", model, "--json=-").succeeds().json().get(0);
    JsonNode kept = use("evaluate", "--json=-").json().get(0);
    JsonNode given =
        use("evaluate", "--json=-", "--data=" + table, "--data-option=label=class").json().get(0);

    assertThat(kept.path("rows").asInt()).isEqualTo(4);
    assertThat(kept.path("mse").asDouble())
        .isEqualTo(trained.path("metrics").path("test_mse").asDouble());
    assertThat(given.path("rows").asInt()).isEqualTo(40);
    assertThat(use("evaluate", "--split=train").out()).contains("36 rows of labelled.csv");
    assertThat(use("evaluate", "--limit=1").out()).contains("1 row of labelled.csv");
    Run scaled = ae("evaluate", "--model", images, "--json=-").succeeds();
    assertThat(scaled.json().get(0).path("psnr").asDouble()).isPositive();
  }

  @Test
  void encodesWithLabels() throws IOException {
    Path codes = folder.resolve("codes.csv");

    Run run = use("encode", "--split=train", "--out=" + codes, "--json=-");

    List<String> lines = Files.readAllLines(codes);
    assertThat(lines.get(0)).isEqualTo("code_0,code_1,label");
    assertThat(lines).hasSize(37);
    assertThat(lines.subList(1, 37)).allMatch(line -> line.matches("\\S+,\\S+,(up|down)"));
    assertThat(run.json().get(0).path("code_size").asInt()).isEqualTo(2);
    assertThat(run.json().get(0).path("rows").asInt()).isEqualTo(36);
  }

  /** As the file has them, and not training rows first. */
  @Test
  void encodesAllRowsInTheirOrder() throws IOException {
    Path all = folder.resolve("all.csv");
    Path given = folder.resolve("given.csv");

    use("encode", "--split=all", "--out=" + all);
    use("encode", "--data=" + table, "--data-option=label=class", "--out=" + given);

    assertThat(Files.readAllLines(all)).hasSize(41).isEqualTo(Files.readAllLines(given));
    assertThat(ae("encode", "--model", images, "--split=all", "--out=" + all).succeeds().out())
        .contains("64 rows");
  }

  @Test
  void encodesTheSameAsNumPyArray() throws IOException {
    Path codes = folder.resolve("same.csv");
    Path array = folder.resolve("same.npy");
    use("encode", "--out=" + codes);
    use("encode", "--out=" + array);

    byte[] bytes = Files.readAllBytes(array);
    assertThat(new String(bytes, 1, 127, StandardCharsets.ISO_8859_1))
        .startsWith("NUMPY")
        .contains("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), }")
        .endsWith("\n");
    ByteBuffer values =
        ByteBuffer.wrap(bytes, 128, bytes.length - 128).order(ByteOrder.LITTLE_ENDIAN);
    for (String line : Files.readAllLines(codes).subList(1, 5)) {
      String[] cells = line.split(",", -1);
      assertThat(values.getFloat()).isEqualTo(Float.parseFloat(cells[0]));
      assertThat(values.getFloat()).isEqualTo(Float.parseFloat(cells[1]));
    }
    assertThat(values.hasRemaining()).isFalse();
  }

  @Test
  void reconstructs() throws IOException {
    Path rows = folder.resolve("rows.csv");
    Path picture = folder.resolve("pairs.png");

    use("reconstruct", "--out=" + rows);
    Run run = ae("reconstruct", "--model", images, "--limit=3", "--out", picture).succeeds();

    assertThat(Files.readAllLines(rows)).hasSize(5).startsWith("a,b,c,d");
    assertThat(run.out()).contains("picture  " + picture);
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(4 + 3 * 88);
    ae("reconstruct", "--model", images, "--limit=3", "--out", folder.resolve("r.npy")).succeeds();
    assertThat(folder.resolve("r.npy")).hasSize(128 + 3 * 784 * 4);
  }

  @Test
  void saysWhatIsInAModel() {
    Run run = ae("info", model).succeeds();

    assertThat(run.out())
        .contains("variant     vanilla", "code        2 values", "34 rows of labelled.csv")
        .contains("training    1 epoch, batch ", "test_mse", "encoder.0.weight 4x128");
    JsonNode json = ae("info", model, "--json=-").succeeds().json().get(0);
    assertThat(json.path("encoder").asString())
        .isEqualTo("dense(128) relu dense(64) relu dense(2)");
    assertThat(json.path("tensors").get(0).path("name").asString()).isEqualTo("encoder.0.weight");
  }

  @Test
  void saysWhatRowsThereAre() {
    Run run = ae("data", "info", "--data", table, "--data-option=label=class").succeeds();

    assertThat(run.out()).contains("40 rows of 4", "columns 4: a (number), b", "2: ", "down", "up");
    JsonNode json = ae("data", "info", "--json=-").succeeds().json().get(1);
    assertThat(json.path("split").asString()).isEqualTo("test");
    assertThat(json.path("rows").asInt()).isEqualTo(1000);
    assertThat(json.path("classes")).hasSize(10);
  }

  private static Run use(String command, Object... options) {
    Object[] all = new Object[options.length + 2];
    all[0] = command;
    all[1] = "--model=" + model;
    System.arraycopy(options, 0, all, 2, options.length);
    return ae(all).succeeds();
  }
}
