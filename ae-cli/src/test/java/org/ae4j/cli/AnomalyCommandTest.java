package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Fits, scores and explains with a table and with images. */
class AnomalyCommandTest {
  private static final int WRONG_USAGE = 2;

  @TempDir static Path folder;
  private static Path table;
  private static Path model;
  private static Path detector;

  @BeforeAll
  static void fit() {
    table = Tables.labelled(folder);
    model = folder.resolve("m.safetensors");
    detector = folder.resolve("d.safetensors");
    ae(
            "train",
            "--data=" + table,
            "--data-option=label=class",
            "--encoder=dense(2)",
            "--epochs=200",
            "--learning-rate=0.02",
            "--validation=0.3",
            "--no-pictures",
            "--out=" + model)
        .succeeds();
    ae("anomaly", "fit", "--model", model, "--score=mse+mahalanobis", "--out", detector).succeeds();
  }

  /** Writes two rows like those of the table and one that is not: d is not a - b there. */
  private static Path strange() {
    String text = "a,b,c,d,class\n0.5,0.2,0.7,0.3,ok\n-1,0.4,-0.6,-1.4,ok\n0.5,0.2,0.7,9,odd\n";
    return Tables.write(folder.resolve("strange.csv"), text);
  }

  private static Run use(String command, Object... options) {
    return ae(
        Stream.concat(Stream.of("anomaly", command, "--detector", detector), Stream.of(options))
            .toArray());
  }

  @Test
  void fitsToTheRowsOfTheModelAndCalibratesOnThoseKeptApart() {
    Path out = folder.resolve("other.safetensors");
    Run run = ae("anomaly", "fit", "--model", model, "--out", out, "--threshold=conformal(0.1)");

    assertThat(run.succeeds().out())
        .contains("25 rows of labelled.csv", "11 rows", "by conformal(0.1)", "detector   " + out);
    JsonNode json =
        ae(
                "anomaly",
                "fit",
                "--model",
                model,
                "--data",
                table,
                "--data-option=label=class",
                "--classes=up",
                "--calibration=0.5",
                "--out",
                out,
                "--json=-")
            .succeeds()
            .json()
            .get(0);
    assertThat(json.path("rows").asInt() + json.path("rows_apart").asInt()).isBetween(10, 30);
    assertThat(json.path("rule").asString()).isEqualTo("contamination(0.1)");
    assertThat(ae("info", out).succeeds().out()).contains("variant     vanilla");
  }

  @Test
  void scoresRows() throws IOException {
    Path out = folder.resolve("scores.csv");

    JsonNode json =
        use(
                "score",
                "--data",
                strange(),
                "--data-option=label=class",
                "--anomalous=odd",
                "--out",
                out,
                "--json=-")
            .succeeds()
            .json()
            .get(0);

    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("row,score,p_value,probability,anomaly,label");
    assertThat(lines.get(1)).matches("0,\\S+,0,ok");
    assertThat(lines.get(3)).matches("2,\\S+,1.0,1,odd");
    assertThat(json.path("anomalies").asInt()).isEqualTo(1);
    assertThat(json.path("auc").asDouble()).isEqualTo(1);
    assertThat(json.path("average_precision").asDouble()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("scores-ranking.svg")))
        .contains("<svg", "ROC, AUC 1.0000", "Average precision 1.0000");
  }

  @Test
  void explainsRows() {
    Path rows = strange();
    JsonNode first =
        use(
                "explain",
                "--data",
                rows,
                "--data-option=label=class",
                "--top=1",
                "--columns=2",
                "--json=-")
            .succeeds()
            .json()
            .get(0);

    assertThat(first.path("row").asInt()).isEqualTo(2);
    assertThat(first.path("anomaly").asBoolean()).isTrue();
    assertThat(first.path("columns")).hasSize(2);
    JsonNode column = first.path("columns").get(0);
    assertThat(column.path("share").asDouble()).isBetween(0.25, 1.0);
    Run text =
        use("explain", "--data", rows, "--data-option=label=class", "--rows=2,0", "--columns=4");
    assertThat(text.succeeds().out()).contains("row 2 ", "row 0 ", "d ", "actual 9.0");
  }

  @Test
  void drawsTheMostAnomalousImages() throws IOException {
    Path images = folder.resolve("images.safetensors");
    Path fitted = folder.resolve("images-detector.safetensors");
    Path out = folder.resolve("images.csv");
    ae("train", "--classes=0", "--layers=8", "--code=2", "--epochs=1", "--out", images).succeeds();
    ae("anomaly", "fit", "--model", images, "--out", fitted).succeeds();

    Run run =
        ae(
            "anomaly",
            "score",
            "--detector",
            fitted,
            "--data=fashion-mnist-sample",
            "--normal=T-shirt/top",
            "--limit=30",
            "--out",
            out);

    assertThat(run.succeeds().out()).contains("ranking    AUC 0.", "images-most.png");
    assertThat(ImageIO.read(folder.resolve("images-most.png").toFile()).getHeight())
        .isEqualTo(4 + 4 * 88);
    assertThat(Files.readAllLines(out)).hasSize(31);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--score mes | unknown score 'mes'; did you mean 'mse'?",
        "--score reconstruction_probability | is for models with a likelihood, got variant vanilla",
        "--threshold contamination(0.6) | contamination must be above 0 and at most 0.5, got 0.6",
        "--threshold contamination(0) | contamination must be above 0 and at most 0.5, got 0",
        "--threshold quantil(0.1) | unknown threshold 'quantil'",
        "--calibration 0.2 | --calibration takes a part of the rows of --data",
        "--out no/d.safetensors | there is no folder",
      })
  void refusesToFit(String options, String message) {
    String line = "anomaly fit --model " + model + " " + options;

    ae((Object[]) line.split(" ")).fails(WRONG_USAGE, message);
  }

  @Test
  void refusesRowsOfAnotherKind() {
    Path renamed = Tables.write(folder.resolve("renamed.csv"), "a,b,c,e\n1,2,3,4\n");
    Path missing = Tables.write(folder.resolve("missing.csv"), "a,b,d\n1,2,3\n");

    use("score", "--data", renamed).fails(1, "renamed.csv", "found no column 'd'", "is it 'e'?");
    use("score", "--data", missing).fails(1, "missing.csv", "found no column 'c'");
    use("score", "--data=fashion-mnist-sample").fails(1, "has rows of 1x28x28");
    use("score", "--data", renamed, "--normal=up").fails(1, "found no column 'd'");
  }

  @Test
  void refusesTruthThatIsNone() {
    Path rows = strange();
    String label = "--data-option=label=class";
    use("score", "--data", rows, label, "--normal=okay")
        .fails(WRONG_USAGE, "unknown class 'okay'; did you mean 'ok'?");
    use("score", "--data", rows, label, "--normal=ok,odd").fails(1, "rows of both kinds");
    use("score", "--data", rows, label, "--normal=ok", "--anomalous=odd")
        .fails(WRONG_USAGE, "not both");
    Path numbers = Tables.write(folder.resolve("n.csv"), "a,b,c,d\n1,2,3,4\n");
    use("score", "--data", numbers, "--normal=up").fails(1, "found no labels");
  }

  @Test
  void refusesWhatIsNoDetector() {
    ae("anomaly", "score", "--detector", model, "--data", table)
        .fails(1, "is a model without a detector");
    ae("anomaly", "fit", "--model", model, "--threshold=conformal(0.001)")
        .fails(1, "needs at least 999 rows kept apart, got 11");
    ae("anomaly").fails(WRONG_USAGE, "anomaly needs fit, score or explain after it");
    use("explain", "--rows=-1").fails(WRONG_USAGE, "--rows must be from 0 to");
    use("explain", "--top=0").fails(WRONG_USAGE, "--top must be at least 1");
    use("score", "--split=some")
        .fails(WRONG_USAGE, "--split must be all, train or test, got 'some'");
    use("score", "--out=scores.npy").fails(WRONG_USAGE, "--out must end with .csv");
    use("score", "--probability=odds").fails(WRONG_USAGE, "must be linear or unify, got 'odds'");
  }
}
