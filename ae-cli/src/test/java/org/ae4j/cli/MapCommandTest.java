package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MapCommandTest {
  @TempDir static Path folder;
  private static Path table;

  @BeforeAll
  static void write() {
    table = Tables.labelled(folder);
  }

  @Test
  void mapsATableAndPlacesRowsOnIt() throws IOException {
    Path out = folder.resolve("table");

    Run run = map("--iterations=300", "--out=" + out, "--json=-");

    JsonNode json = run.json().get(0);
    assertThat(json.path("rows").asInt()).isEqualTo(40);
    assertThat(json.path("method").asString()).startsWith("t-SNE, perplexity 13, 300 iterations");
    assertThat(json.path("accuracy_10nn").asDouble()).isGreaterThan(0.8);
    assertThat(json.path("trustworthiness").asDouble()).isGreaterThan(0.8);
    assertThat(json.path("seconds").path("layout").asDouble()).isPositive();
    assertThat(run.err()).contains("perplexity 13 in place of 30, the greatest for 40 rows");
    List<String> lines = Files.readAllLines(out.resolve("map.csv"));
    assertThat(lines).hasSize(41).startsWith("row,x,y,label");
    assertThat(lines.get(1)).startsWith("0,");
    assertThat(lines.subList(1, 41)).allMatch(line -> line.matches("\\d+,\\S+,\\S+,(up|down)"));
    assertThat(ImageIO.read(out.resolve("map.png").toFile()).getWidth()).isEqualTo(1600);
    assertThat(out.resolve("map.svg")).content().contains("<title>Map of labelled.csv</title>");

    Path more = folder.resolve("more");
    Path saved = out.resolve("map.safetensors");
    JsonNode placed =
        map("--place=" + saved, "--limit=7", "--out=" + more, "--json=-").json().get(0);
    assertThat(placed.path("method").asString()).startsWith("placed on ");
    assertThat(Files.readAllLines(more.resolve("map.csv"))).hasSize(8);
    assertThat(more.resolve("map.safetensors")).doesNotExist();
    assertThat(more.resolve("map.html")).exists();
  }

  @Test
  void mapsByPrincipalComponents() throws IOException {
    Path out = folder.resolve("pca");

    Run run = map("--method=pca", "--out=" + out, "--json=-");

    assertThat(run.json().get(0).path("explained_variance_1").asDouble()).isBetween(0.3, 0.7);
    Path again = folder.resolve("again");
    map("--place=" + out.resolve("map.safetensors"), "--out=" + again);
    assertThat(again.resolve("map.csv")).hasSameTextualContentAs(out.resolve("map.csv"));
  }

  @Test
  void coloursByClusterAndByError() throws IOException {
    Path model = folder.resolve("m.safetensors");
    Path out = folder.resolve("codes");
    ae(
            "train",
            "--data=" + table,
            "--data-option=label=class",
            "--code=2",
            "--epochs=1",
            "--no-pictures",
            "--out=" + model)
        .succeeds();
    Path clusters = folder.resolve("assignments.csv");
    StringBuilder text = new StringBuilder("row,cluster,label\n");
    IntStream.range(0, 40)
        .forEach(row -> text.append(row).append(',').append(row % 12).append(",x\n"));
    Tables.write(clusters, text.toString());

    Run run = map("--model=" + model, "--clusters=" + clusters, "--iterations=50", "--out=" + out);

    assertThat(run.out()).contains("codes of 2 values");
    List<String> lines = Files.readAllLines(out.resolve("map.csv"));
    assertThat(lines.get(0)).isEqualTo("row,x,y,cluster,label,error");
    assertThat(lines.get(12)).matches("11,\\S+,\\S+,11,(up|down),\\S+");
    tryMap("--clusters=" + clusters, "--limit=39", "--out=" + out)
        .fails(1, "assignments.csv has 40 lines below its header, the map has 39 rows");
    tryMap("--clusters=" + table, "--out=" + out)
        .fails(1, "no column 'cluster'", "its columns are a, b, c, d, class");
  }

  @Test
  void saysWhatCannotBeMapped() {
    Path out = folder.resolve("none");

    tryMap("--perplexity=20", "--out=" + out)
        .fails(2, "perplexity must be at most 13 for 40 rows", "got 20");
    tryMap("--limit=3", "--out=" + out)
        .fails(1, "by tsne needs at least 4 rows, got 3", "--method pca");
    tryMap("--limit=1", "--method=pca", "--out=" + out).fails(1, "at least 2 rows, got 1");
    tryMap("--split=some", "--out=" + out).fails(2, "--split must be all, train or test");
    tryMap("--method=umap", "--out=" + out).fails(2, "--method must be tsne or pca, got 'umap'");
    tryMap("--pca=-1", "--out=" + out).fails(2, "--pca must be at least 0, got -1");
    tryMap("--place=" + table, "--out=" + out).fails(1, "labelled.csv");
    tryMap("--out=" + table).fails(1, "cannot make the folder");
    Path same = Tables.write(folder.resolve("same.csv"), "a,b\n" + "1,2\n".repeat(50));
    ae("map", "--data=" + same, "--out=" + out).fails(1, "all 50 rows are equal");
    assertThat(out.resolve("map.csv")).doesNotExist();
  }

  @Test
  void leavesOutConstantColumnsAndSaysThatRowsRepeat() {
    StringBuilder text = new StringBuilder("a,b,c\n");
    IntStream.range(0, 60)
        .forEach(row -> text.append(row / 2).append(",7,").append('0').append('\n'));
    Path flat = Tables.write(folder.resolve("flat.csv"), text.toString());

    Run run = ae("map", "--data=" + flat, "--iterations=50", "--out=" + folder.resolve("flat"));

    assertThat(run.succeeds().err())
        .contains("2 columns without variation, left out of the map")
        .contains("about 30 rows repeat others exactly");
  }

  private static Run map(Object... options) {
    return tryMap(options).succeeds();
  }

  private static Run tryMap(Object... options) {
    Object[] all = new Object[options.length + 3];
    all[0] = "map";
    all[1] = "--data=" + table;
    all[2] = "--data-option=label=class";
    System.arraycopy(options, 0, all, 3, options.length);
    return ae(all);
  }
}
