package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ClusterCommandTest {
  private static final int WRONG_USAGE = 2;
  private static final int FAILED = 1;

  @TempDir Path folder;

  @Test
  void groupsImagesIntoSheetsAndAReport() throws IOException {
    Path out = folder.resolve("groups");

    Run run = ae("cluster", "--limit=200", "-k=4", "--restarts=3", "--out", out, "--json=-");

    JsonNode json = run.succeeds().json().get(0);
    assertThat(json.path("method").asString()).isEqualTo("kmeans");
    assertThat(json.path("sizes")).hasSize(4);
    assertThat(json.path("accuracy").asDouble()).isBetween(0.2, 1.0);
    List<String> rows = Files.readAllLines(out.resolve("assignments.csv"));
    assertThat(rows).hasSize(201).startsWith("row,cluster,distance,label");
    assertThat(rows.get(1)).matches("0,[0-3],[0-9.]+,[A-Z].*");
    assertThat(Files.readAllLines(out.resolve("centres.csv"))).hasSize(5);
    assertThat(ImageIO.read(out.resolve("cluster-03.png").toFile()).getWidth()).isGreaterThan(28);
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page)
        .contains("4 clusters in fashion-mnist-sample", "data:image/png;base64,", "Trouser")
        .doesNotContain("http");
  }

  @Test
  void trainsGroupsAndAssignsNewRows() {
    Path deep = folder.resolve("deep");
    Run run =
        ae(
            "cluster",
            "--limit=300",
            "--method=idec",
            "-k=3",
            "--restarts=2",
            "--layers=16",
            "--code=4",
            "--epochs=2",
            "--cluster-epochs=2",
            "--json=-",
            "--out=" + deep);
    List<JsonNode> lines = run.succeeds().json();
    assertThat(lines.get(lines.size() - 1).path("method").asString()).isEqualTo("idec");

    Path model = deep.resolve("model.safetensors");
    Path again = folder.resolve("again");
    JsonNode assigned =
        ae("cluster", "--model=" + model, "--limit=300", "--json=-", "--out=" + again)
            .succeeds()
            .json()
            .get(0);
    assertThat(assigned.path("method").asString()).isEqualTo("idec");
    assertThat(assigned.path("sizes")).isEqualTo(lines.get(lines.size() - 1).path("sizes"));

    for (String method : new String[] {"kmeans", "minibatch", "gmm"}) {
      ae(
              "cluster",
              "--model=" + model,
              "--limit=300",
              "--method=" + method,
              "-k=3",
              "--out=" + again)
          .succeeds();
    }
  }

  @Test
  void groupsATableAndSaysWhatSetsGroupsApart() throws IOException {
    Path table = folder.resolve("plants.csv");
    StringBuilder text = new StringBuilder("height,width,fixed\n");
    for (int i = 0; i < 60; i++) {
      text.append(i % 3 * 100 + i % 7).append(',').append(5 + i % 2).append(",7\n");
    }
    Files.writeString(table, text);

    Run run = ae("cluster", "--data", table, "-k", "2-5", "--out", folder.resolve("o"));

    assertThat(run.succeeds().out()).contains("greatest silhouette, taken");
    assertThat(run.err()).contains("1 of 3 columns are the same in every row");
    assertThat(Files.readString(folder.resolve("o/report.html")))
        .contains("height", "mean of all rows", "How many clusters");
  }

  @Test
  void groupsPhotosInOneCommand() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 12; i++) {
      BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(i % 2 == 0 ? Color.RED : Color.BLUE);
      graphics.fillRect(i % 3, 0, 15, 10);
      graphics.dispose();
      ImageIO.write(image, "png", photos.resolve(i + ".png").toFile());
    }

    ae(
            "cluster",
            "--data=" + photos,
            "--data-option=size=8x8",
            "--train",
            "--layers=16",
            "--code=2",
            "--epochs=30",
            "-k=2",
            "--out=" + folder.resolve("groups"))
        .succeeds();

    List<String> rows = Files.readAllLines(folder.resolve("groups/assignments.csv"));
    assertThat(rows).hasSize(13).startsWith("row,cluster,distance,file");
    assertThat(rows.get(1)).matches("0,[01],[0-9.]+,0\\.png");
    assertThat(folder.resolve("groups/cluster-01.png")).exists();
    assertThat(folder.resolve("groups/model.safetensors")).exists();
  }

  @Test
  void groupsByDirectionWhereAsked() throws IOException {
    Path plain = folder.resolve("plain");
    Path normalized = folder.resolve("normalized");
    Object[] line = {"cluster", "--quiet", "--limit=200", "-k", 4, "--restarts", 3, "--out"};
    ae(and(line, plain)).succeeds();
    ae(and(line, normalized, "--normalize")).succeeds();

    List<String> rows = Files.readAllLines(normalized.resolve("assignments.csv"));
    assertThat(rows).hasSameSizeAs(Files.readAllLines(plain.resolve("assignments.csv")));
    double farthest =
        rows.stream().skip(1).mapToDouble(r -> Double.parseDouble(r.split(",")[2])).max().orElse(0);
    assertThat(farthest).isBetween(0.3, Math.sqrt(2));
    double brightest =
        Files.readAllLines(normalized.resolve("centres.csv")).stream()
            .skip(1)
            .flatMap(centre -> Arrays.stream(centre.split(",")).skip(1))
            .mapToDouble(Double::parseDouble)
            .max()
            .orElse(0);
    assertThat(brightest).isGreaterThan(0.5);
  }

  private static Object[] and(Object[] line, Object... more) {
    return Stream.concat(Arrays.stream(line), Arrays.stream(more)).toArray();
  }

  @Test
  void warnsOfDuplicatesAndRefusesEqualRows() throws IOException {
    Path few = folder.resolve("few.csv");
    Files.writeString(few, "a,b\n" + "1,2\n3,4\n".repeat(5));
    Run run = ae("cluster", "--data", few, "-k", 4, "--out", folder.resolve("o"));
    assertThat(run.succeeds().err()).contains("4 clusters cannot be made of these rows", "2 are");

    Path equal = folder.resolve("equal.csv");
    Files.writeString(equal, "a,b\n" + "1,2\n".repeat(5));
    ae("cluster", "--data", equal, "-k", 2, "--out", folder.resolve("o"))
        .fails(WRONG_USAGE, "all columns are the same in every row");
  }

  /** Three columns say the same, which outweighs the one column that has groups. */
  @Test
  void letsWeakAxesCountWhereAsked() throws IOException {
    StringBuilder table = new StringBuilder("a,b,c,kind\n");
    for (int row = 0; row < 60; row++) {
      table.append("%1$d,%1$d,%1$d,%2$d.5%n".formatted(row, row % 2));
    }
    Path data = folder.resolve("weak.csv");
    Files.writeString(data, table);
    Path out = folder.resolve("o");
    Object[] line = {"cluster", "--quiet", "-k", 2, "--data", data, "--out", out};

    ae(line).succeeds();
    assertThat(clusters(out, 0)).contains("0", "1");
    ae(and(line, "--whiten", 1)).succeeds();

    assertThat(clusters(out, 0)).containsOnly(clusters(out, 0).get(0));
    assertThat(clusters(out, 1)).containsOnly(clusters(out, 1).get(0));
    assertThat(clusters(out, 0).get(0)).isNotEqualTo(clusters(out, 1).get(0));
    assertThat(Files.readString(out.resolve("report.html"))).contains("kmeans, whitened by 1.0");
  }

  /** Returns the clusters of every second row. */
  private static List<String> clusters(Path out, int first) throws IOException {
    List<String> rows = Files.readAllLines(out.resolve("assignments.csv"));
    return IntStream.iterate(first + 1, row -> row < rows.size(), row -> row + 2)
        .mapToObj(row -> rows.get(row).split(",")[1])
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "-k 300 | -k must be at most the number of rows, 100, got 300",
        "-k 0 | -k must be from 1 to 100000, got 0",
        "-k 5-3 | a range must begin at 2 or above",
        "-k some | a number, a range such as 4-15, or auto; got 'some'",
        "--method kmean | --method must be",
        "--code 5 | --code is for training; give --train with it",
        "--epochs 5 | --epochs is for training; give --train, dec or idec with it",
        "--train --model m | give --model, or --train to train one; not both",
        "--split some | --split must be all, train or test, got 'some'",
        "--method dec --normalize | --normalize is for kmeans, minibatch and gmm",
        "--whiten 2 | --whiten must be from 0 to 1, got 2.0",
        "--method dec -k 3 --cluster-option whiten=1 | cannot set whiten; -k, --restarts, --whiten",
        "--sheet 0 | --sheet must be at least 1, got 0",
        "--method gmm -k 3 | at most 256 values, got 784; cluster the codes of a model",
        "--method dec -k 3 --epochs 1 --cluster-option foo=1 | unknown argument of variant dec 'foo'",
      })
  void refusesCommandLine(String line, String message) {
    String all = "cluster --quiet --limit 100 --out " + folder.resolve("o") + " " + line;
    ae((Object[]) all.split(" ")).fails(WRONG_USAGE, message);
  }

  @Test
  void refusesRowsOfAnotherKind() throws IOException {
    Path model = folder.resolve("m.safetensors");
    ae(
            "train",
            "--limit=50",
            "--layers=4",
            "--code=2",
            "--epochs=1",
            "--no-pictures",
            "--out",
            model)
        .succeeds();
    Path table = Tables.numbers(folder);
    ae("cluster", "--model", model, "--data", table, "--out", folder.resolve("o"))
        .fails(FAILED, "takes rows of 1x28x28");
  }
}
