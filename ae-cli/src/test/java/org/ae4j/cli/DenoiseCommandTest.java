package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Corruptions on the command line: trained with, measured, restored. */
class DenoiseCommandTest {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @TempDir static Path folder;
  private static Path table;
  private static Path model;
  private static Path images;

  @BeforeAll
  static void trainWithCorruptions() {
    table = Tables.numbers(folder);
    model = folder.resolve("m.safetensors");
    images = folder.resolve("images.safetensors");
    ae(
            "train",
            "--data=" + table,
            "--corruption=gaussian(0.5)+masking(0.1)",
            "--layers=16",
            "--code=2",
            "--epochs=200",
            "--learning-rate=0.01",
            "--batch=18",
            "--no-pictures",
            "--out=" + model)
        .succeeds();
    ae(
            "train",
            "--variant=denoising",
            "--corruption=masking(0.3)",
            "--limit=64",
            "--layers=8",
            "--code=4",
            "--epochs=1",
            "--no-pictures",
            "--out=" + images)
        .succeeds();
  }

  @Test
  void storesTheCorruptionOfTheTraining() {
    assertThat(ae("info", model).succeeds().out())
        .contains("corruption  gaussian(0.5)+masking(0.1)");
    Path clean = folder.resolve("clean.safetensors");
    ae("train", "--data", table, "--epochs=1", "--no-pictures", "--out", clean).succeeds();
    assertThat(ae("info", clean).succeeds().out()).doesNotContain("gaussian");
  }

  @Test
  void measuresHowWellNoiseIsTakenAway() {
    Run run =
        ae(
            "evaluate",
            "--model=" + model,
            "--data=" + table,
            "--noise=gaussian(0.5)",
            "--noise=masking(0.5)",
            "--json=-");

    List<JsonNode> lines = run.succeeds().json();
    assertThat(lines).hasSize(3);
    double clean = lines.get(0).path("mse").asDouble();
    for (JsonNode line : lines.subList(1, 3)) {
      double damaged = line.path("damaged").path("mse").asDouble();
      assertThat(line.path("restored").path("mse").asDouble()).isBetween(clean, 0.9 * damaged);
    }
    assertThat(lines.get(1).path("damaged").path("mse").asDouble()).isBetween(0.15, 0.35);
    assertThat(lines.get(2).path("noise").asString()).isEqualTo("masking(0.5)");
    assertThat(run.err()).contains("noise gaussian(0.5)", "  damaged   mse ", "  restored  mse ");
  }

  @Test
  void restoresRowsInTheirUnits() throws Exception {
    Path restored = folder.resolve("restored.csv");
    Path damaged = folder.resolve("damaged.csv");

    Run run = ae("denoise", "--model", model, "--data", table, "--out", restored).succeeds();
    ae("denoise", "--model=" + model, "--data=" + table, "--noise=gaussian(1)", "--out=" + damaged)
        .succeeds();

    assertThat(run.out()).isEqualTo("restored  " + restored + " (40 rows)" + "%n".formatted());
    List<String> lines = Files.readAllLines(restored);
    assertThat(lines).hasSize(41).first().isEqualTo("a,b,c,d");
    assertThat(Files.readAllLines(damaged)).hasSize(41).isNotEqualTo(lines);
    Path same = folder.resolve("same.csv");
    ae("reconstruct", "--model", model, "--data", table, "--out", same).succeeds();
    assertThat(same).hasSameTextualContentAs(restored);
  }

  @Test
  void damagesTheSameWithTheSameSeed() throws Exception {
    Path one = folder.resolve("one.npy");
    Path two = folder.resolve("two.npy");
    Path other = folder.resolve("other.npy");
    for (Path out : List.of(one, two)) {
      denoise(out, "--seed=5");
    }
    denoise(other, "--seed=6");

    assertThat(one).hasSameBinaryContentAs(two);
    assertThat(Files.mismatch(one, other)).isNotNegative();
  }

  @Test
  void drawsDamagedAboveRestored() throws Exception {
    Path picture = folder.resolve("pairs.png");

    Run run = ae("denoise", "--model=" + images, "--noise=masking(0.3)", "--out=" + picture);

    assertThat(run.succeeds().out()).contains("damaged above restored");
    var grid = ImageIO.read(picture.toFile());
    assertThat(grid.getWidth()).isEqualTo(4 + 10 * (3 * 28 + 4));
    assertThat(grid.getHeight()).isEqualTo(4 + 4 * (3 * 28 + 4));
    ae("denoise", "--model=" + model, "--out=" + folder.resolve("no.png"))
        .fails(WRONG_USAGE, "rows of 4 are no images; write .csv or .npy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gaussian(-1)  | gaussian: sigma must be a number from 0.0 to 1000.0, got '-1'",
        "masking(1.5)  | masking: rate must be a number from 0.0 to 1.0, got '1.5'",
        "masking(NaN)  | masking: rate must be a number from 0.0 to 1.0, got 'NaN'",
        "gausian(0.1)  | unknown corruption 'gausian'; did you mean 'gaussian'? (known: block",
        "gaussian(0.1)+maskin(0.2) | unknown corruption 'maskin'; did you mean 'masking'?",
        "masking(rat=0.1) | did you mean 'rate'?",
        "masking(0.1   | masking(0.1",
      })
  void refusesBadCorruptions(String corruption, String message) {
    Path out = folder.resolve("never.safetensors");

    ae("train", "--data=" + table, "--out=" + out, "--corruption=" + corruption)
        .fails(WRONG_USAGE, message);
    ae("evaluate", "--model=" + model, "--noise=" + corruption).fails(WRONG_USAGE, message);
    ae("denoise", "--model=" + model, "--out=" + folder.resolve("no.npy"), "--noise=" + corruption)
        .fails(WRONG_USAGE, message);

    assertThat(out).doesNotExist();
    assertThat(folder.resolve("no.npy")).doesNotExist();
  }

  @Test
  void refusesARampOfNoise() {
    ae("evaluate", "--model=" + model, "--noise=masking(0.2)*linear(3)")
        .fails(WRONG_USAGE, "--noise has one strength", "leave out the ramp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "standard"})
  void refusesValuesOutsideOfTheLossesRange(String scaling) {
    Path out = folder.resolve("never.safetensors");

    ae("train", "--data=" + table, "--loss=bce", "--scale=" + scaling, "--out=" + out)
        .fails(
            WRONG_USAGE,
            "loss bce is for values from 0.0 to 1.0, row ",
            " of numbers.csv has ",
            "after scaling '" + scaling + "'; scale to unit, or take another loss");

    assertThat(out).doesNotExist();
    Run unit =
        ae(
            "train",
            "--data=" + table,
            "--loss=bce",
            "--scale=unit",
            "--epochs=1",
            "--no-pictures",
            "--out=" + folder.resolve("unit.safetensors"));
    assertThat(unit.succeeds().out()).contains("test mse");
  }

  @Test
  void showsTheShapesWhereAMirrorDoesNotRestoreTheInput() {
    Path out = folder.resolve("never.safetensors");

    ae("train", "--encoder=max_pool(2) max_pool(2) max_pool(2) dense(8)", "--out=" + out)
        .fails(
            FAILED,
            "the decoder does not restore the input's shape 1x28x28: 8 -> dense(1x3x3) -> 1x3x3"
                + " -> upsample(2) -> 1x6x6 -> upsample(2) -> 1x12x12 -> upsample(2) -> 1x24x24",
            "change the encoder or give a decoder");
    ae("train", "--data=" + table, "--out=" + out, "--encoder=dense(3)", "--decoder=dense(5)")
        .fails(FAILED, "does not restore the input's shape 4: 3 -> dense(5) -> 5;");

    assertThat(out).doesNotExist();
  }

  private static void denoise(Path out, String seed) {
    ae("denoise", "--model=" + model, "--data=" + table, "--noise=swap(0.5)", seed, "--out=" + out)
        .succeeds();
  }
}
