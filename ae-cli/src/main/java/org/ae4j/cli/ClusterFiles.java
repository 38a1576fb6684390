package org.ae4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.ValueRange;
import org.ae4j.cli.cluster.ClusterFacts;
import org.ae4j.cli.cluster.ClusterReport;
import org.ae4j.clustering.Clustering;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.pictures.ImageGrid;
import org.ejml.data.FMatrixRMaj;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The folder that {@code ae cluster} leaves, and what it prints. */
final class ClusterFiles {
  /** Members in a strip, which together with the centre fill its two lines. */
  private static final int STRIP = 19;

  private static final int STRIP_COLUMNS = 10;
  private static final int SHEET_COLUMNS = 10;

  private final Path folder;
  private final int sheet;
  private final Output output;

  ClusterFiles(Path folder, int sheet, Output output) {
    if (sheet < 1) {
      throw new ConfigurationException("--sheet must be at least 1, got " + sheet);
    }
    this.folder = folder;
    this.sheet = sheet;
    this.output = output;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot make the folder " + folder + ": " + Failures.reason(e), e);
    }
  }

  void write(ClusterFacts facts, Dataset rows, Optional<TrainedAutoencoder> trained) {
    Path assignments = folder.resolve("assignments.csv");
    Path centres = folder.resolve("centres.csv");
    Path report = folder.resolve("report.html");
    OutputFiles.write(assignments, utf8(assignments(facts.clustering(), rows)));
    OutputFiles.write(centres, utf8(centres(facts.clustering().centres())));
    trained.ifPresent(model -> model.save(folder.resolve("model.safetensors")));
    List<byte[]> strips = ImageGrid.canShow(rows.shape()) ? writeSheets(facts, rows) : List.of();
    OutputFiles.write(report, ClusterReport.html(facts, rows, strips));
    print(facts);
    output.line("rows     %s", assignments);
    output.line("centres  %s", centres);
    trained.ifPresent(model -> output.line("model    %s", folder.resolve("model.safetensors")));
    if (!strips.isEmpty()) {
      output.line("sheets   %s", folder.resolve("cluster-*.png"));
    }
    output.line("report   %s", report);
    output.json(json -> fill(json, facts, trained));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String assignments(Clustering clustering, Dataset rows) {
    RowNotes notes = new RowNotes(rows);
    StringBuilder text = new StringBuilder("row,cluster,distance" + notes.header() + "\n");
    for (int row = 0; row < rows.size(); row++) {
      text.append(row)
          .append(',')
          .append(clustering.labels()[row])
          .append(',')
          .append(clustering.distances()[row])
          .append(notes.cells(row))
          .append('\n');
    }
    return text.toString();
  }

  private static String centres(FMatrixRMaj centres) {
    StringBuilder text = new StringBuilder("cluster");
    for (int i = 0; i < centres.numCols; i++) {
      text.append(",value_").append(i);
    }
    for (int row = 0; row < centres.numRows; row++) {
      text.append('\n').append(row);
      for (int i = 0; i < centres.numCols; i++) {
        text.append(',').append(centres.data[row * centres.numCols + i]);
      }
    }
    return text.append('\n').toString();
  }

  /** Writes a sheet a cluster, and returns a strip of each for the page: the centre comes first. */
  private List<byte[]> writeSheets(ClusterFacts facts, Dataset rows) {
    FMatrixRMaj centres = facts.centreRows();
    ValueRange range = rows.valueRange().orElse(new ValueRange(0, 1));
    List<byte[]> strips = new ArrayList<>();
    for (int cluster = 0; cluster < facts.clustering().clusters(); cluster++) {
      int at = cluster * centres.numCols;
      List<float[]> cells = new ArrayList<>();
      cells.add(Arrays.copyOfRange(centres.data, at, at + centres.numCols));
      for (int member : facts.clustering().nearest(cluster, Math.max(sheet, STRIP))) {
        float[] image = new float[rows.shape().size()];
        rows.copyRow(member, image, 0);
        cells.add(image);
      }
      List<float[]> members = cells.subList(1, Math.min(cells.size(), sheet + 1));
      // A cluster of dec or idec may have lost all of its rows.
      int columns = Math.max(1, Math.min(SHEET_COLUMNS, members.size()));
      OutputFiles.write(
          folder.resolve(String.format(Locale.ROOT, "cluster-%02d.png", cluster)),
          ImageGrid.png(members, columns, rows.shape(), range));
      List<float[]> shown = cells.subList(0, Math.min(cells.size(), STRIP + 1));
      strips.add(ImageGrid.strip(shown, STRIP_COLUMNS, rows.shape(), range));
    }
    return strips;
  }

  private void print(ClusterFacts facts) {
    int[] sizes = facts.clustering().sizes();
    output.line("cluster     rows  silhouette");
    for (int i = 0; i < sizes.length; i++) {
      int cluster = i;
      output.line(
          "%7d  %7d%s",
          i,
          sizes[i],
          facts
              .silhouette()
              .filter(s -> cluster < s.ofClusters().length)
              .map(s -> String.format(Locale.ROOT, "  %10.4f", s.ofClusters()[cluster]))
              .orElse(""));
    }
    output.line(
        "%s: inertia %.6g%s, %.1f s",
        facts.method(),
        facts.clustering().inertia(),
        facts
            .silhouette()
            .map(s -> String.format(Locale.ROOT, ", silhouette %.4f", s.mean()))
            .orElse(""),
        facts.seconds());
    facts
        .agreement()
        .ifPresent(
            a ->
                output.line(
                    "classes: accuracy %.4f, NMI %.4f, ARI %.4f, purity %.4f",
                    a.accuracy(), a.nmi(), a.ari(), a.purity()));
  }

  private void fill(ObjectNode json, ClusterFacts facts, Optional<TrainedAutoencoder> trained) {
    json.put("method", facts.method());
    json.put("clusters", facts.clustering().clusters());
    ArrayNode sizes = json.putArray("sizes");
    Arrays.stream(facts.clustering().sizes()).forEach(sizes::add);
    json.put("inertia", facts.clustering().inertia());
    json.put("iterations", facts.clustering().iterations());
    facts.silhouette().ifPresent(s -> json.put("silhouette", s.mean()));
    facts
        .agreement()
        .ifPresent(
            a -> {
              json.put("accuracy", a.accuracy());
              json.put("nmi", a.nmi());
              json.put("ari", a.ari());
              json.put("purity", a.purity());
            });
    json.put("seed", facts.seed());
    json.put("seconds", facts.seconds());
    json.put("folder", folder.toString());
    trained.ifPresent(model -> json.put("model", folder.resolve("model.safetensors").toString()));
  }
}
