package org.ae4j.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ae4j.api.Dataset;
import org.ae4j.api.RandomStream;
import org.ae4j.cli.map.MapPage;
import org.ae4j.pictures.Colouring;
import org.ae4j.pictures.ImageGrid;
import org.ae4j.pictures.MapPictures;
import org.ejml.data.FMatrixRMaj;
import tools.jackson.databind.node.ObjectNode;

/** What {@code ae map} leaves in a folder. */
final class MapFiles {
  static final String PAGE = "map.html";

  /** Pixels of all images in a page: what makes a page of a few megabytes. */
  private static final int MOST_PIXELS = 4_000_000;

  /** Numbers of all rows of a table in a page, and columns of each. */
  private static final int MOST_VALUES = 60_000;

  private static final int MOST_COLUMNS = 12;

  private final Path folder;
  private final Output output;

  MapFiles(Path folder, Output output) {
    this.folder = folder;
    this.output = output;
  }

  void write(MapWork work, List<Colouring> colourings, boolean placed) {
    long began = System.nanoTime();
    Dataset rows = work.rows();
    FMatrixRMaj points = work.points();
    String title = "Map of " + rows.name();
    OutputFiles.write(folder.resolve("map.csv"), utf8(csv(points, colourings)));
    OutputFiles.write(folder.resolve("map.png"), MapPictures.png(points, colourings));
    OutputFiles.write(folder.resolve("map.svg"), MapPictures.svg(title, points, colourings));
    Optional<MapPage.Details> details = details(rows);
    String lead = lead(work, details);
    OutputFiles.write(
        folder.resolve(PAGE), MapPage.html(title, lead, facts(work), points, colourings, details));
    work.map().ifPresent(map -> map.save(folder.resolve("map.safetensors")));
    work.seconds().put("write", (System.nanoTime() - began) / 1e9);
    print(work, placed);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String csv(FMatrixRMaj points, List<Colouring> colourings) {
    StringBuilder text = new StringBuilder("row,x,y");
    colourings.forEach(colouring -> text.append(',').append(colouring.name()));
    for (int i = 0; i < points.numRows; i++) {
      text.append('\n').append(i);
      text.append(',').append(points.data[2 * i]).append(',').append(points.data[2 * i + 1]);
      for (Colouring colouring : colourings) {
        text.append(',').append(RowWriter.quoted(colouring.text(i)));
      }
    }
    return text.append('\n').toString();
  }

  private static String lead(MapWork work, Optional<MapPage.Details> details) {
    Dataset rows = work.rows();
    String shown =
        details
            .filter(some -> some.rows().length < rows.size())
            .map(
                some ->
                    " The page holds %s of %,d rows, a random sample."
                        .formatted(
                            Text.count(
                                some.rows().length, some.sheet().length > 0 ? "image" : "row"),
                            rows.size()))
            .orElse("");
    return "%s of %s, %s: %s.%s"
        .formatted(
            Text.count(rows.size(), "row"), rows.name(), work.subject(), work.method(), shown);
  }

  private static List<MapPage.Fact> facts(MapWork work) {
    List<MapPage.Fact> facts = new ArrayList<>();
    work.metrics()
        .forEach((name, value) -> facts.add(new MapPage.Fact(words(name), number(value))));
    work.seconds()
        .forEach(
            (name, value) ->
                facts.add(
                    new MapPage.Fact(name, String.format(Locale.ROOT, "%.2f seconds", value))));
    return facts;
  }

  private static String words(String name) {
    return switch (name) {
      case "accuracy_10nn" -> "10-nearest-neighbour accuracy";
      case "divergence" -> "divergence, nats";
      default -> name.replace('_', ' ');
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** Returns what the page shows of rows: images, or values of a table. */
  private static Optional<MapPage.Details> details(Dataset rows) {
    if (ImageGrid.canShow(rows.shape())) {
      int height = rows.shape().dimension(1);
      int width = rows.shape().dimension(2);
      if (height * width > MOST_PIXELS / 16) {
        return Optional.empty();
      }
      int[] chosen = sample(rows.size(), MOST_PIXELS / (height * width));
      List<float[]> cells = values(rows, chosen, rows.shape().size());
      int columns = (int) Math.ceil(Math.sqrt(chosen.length));
      byte[] sheet = ImageGrid.sheet(cells, columns, rows.shape(), rows.valueRange());
      return Optional.of(
          new MapPage.Details(chosen, sheet, columns, width, height, List.of(), List.of()));
    }
    List<String> names = rows.featureNames();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    int columns = Math.min(MOST_COLUMNS, names.size());
    int[] chosen = sample(rows.size(), MOST_VALUES / columns);
    List<float[]> values = values(rows, chosen, columns);
    return Optional.of(
        new MapPage.Details(chosen, new byte[0], 0, 0, 0, names.subList(0, columns), values));
  }

  private static List<float[]> values(Dataset rows, int[] chosen, int columns) {
    List<float[]> values = new ArrayList<>();
    for (int row : chosen) {
      float[] all = new float[rows.shape().size()];
      rows.copyRow(row, all, 0);
      values.add(columns == all.length ? all : java.util.Arrays.copyOf(all, columns));
    }
    return values;
  }

  private static int[] sample(int rows, int most) {
    int[] order = new int[rows];
    RandomStream.of(1).named("page").permute(order);
    int[] chosen = java.util.Arrays.copyOf(order, Math.min(rows, most));
    java.util.Arrays.sort(chosen);
    return chosen;
  }

  private void print(MapWork work, boolean placed) {
    output.line(
        "%s of %s, %s", Text.count(work.rows().size(), "row"), work.rows().name(), work.subject());
    output.line("%s", work.method());
    work.metrics().forEach((name, value) -> output.line("%-20s %s", name, number(value)));
    work.seconds().forEach((name, value) -> output.line("%-20s %.2f s", name, value));
    output.line("page  %s", folder.resolve(PAGE));
    if (!placed) {
      output.line("map   %s", folder.resolve("map.safetensors"));
    }
    output.json(json -> fill(json, work));
  }

  private void fill(ObjectNode json, MapWork work) {
    json.put("data", work.rows().name()).put("rows", work.rows().size());
    json.put("of", work.subject()).put("method", work.method());
    work.metrics().forEach(json::put);
    ObjectNode seconds = json.putObject("seconds");
    work.seconds().forEach(seconds::put);
    json.put("folder", folder.toString());
  }
}
