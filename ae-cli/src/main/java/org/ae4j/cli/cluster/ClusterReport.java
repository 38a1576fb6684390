package org.ae4j.cli.cluster;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.Dataset;
import org.ae4j.cli.compare.Report;
import org.ae4j.clustering.Agreement;
import org.ae4j.clustering.ClusterCount;
import org.ae4j.clustering.Clustering;

/** Writes a clustering as one HTML page that needs nothing else. */
public final class ClusterReport {
  private static final int TRAITS = 6;
  private static final int NEAREST = 5;

  /** Colours of the style sheet. */
  private static final int STYLES = 8;

  private final ClusterFacts facts;
  private final Dataset rows;
  private final List<byte[]> strips;
  private final Cells cells;

  private ClusterReport(ClusterFacts facts, Dataset rows, List<byte[]> strips) {
    this.facts = facts;
    this.rows = rows;
    this.strips = strips;
    this.cells = new Cells(rows, ClusterReport::number);
  }

  /** Returns the page; {@code strips} are a PNG a cluster, or none where rows are no images. */
  public static byte[] html(ClusterFacts facts, Dataset rows, List<byte[]> strips) {
    InputStream in =
        Optional.ofNullable(ClusterReport.class.getResourceAsStream("report.html"))
            .orElseThrow(() -> new IllegalStateException("the jar lacks report.html"));
    try (Reader source = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return Mustache.compiler()
          .compile(source)
          .execute(new ClusterReport(facts, rows, strips).context())
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> context() {
    Clustering clustering = facts.clustering();
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("css", Report.css());
    context.put(
        "title",
        "%d %s in %s"
            .formatted(
                clustering.clusters(),
                clustering.clusters() == 1 ? "cluster" : "clusters",
                rows.name()));
    context.put("lead", lead());
    context.put("tiles", tiles());
    context.put("images", !strips.isEmpty());
    context.put("counted", facts.count().isPresent());
    context.put("trials", facts.count().map(ClusterReport::trials).orElse(List.of()));
    context.put("labelled", facts.agreement().isPresent());
    context.put("classes", facts.agreement().isPresent() ? classes() : List.of());
    context.put("confusion", facts.agreement().map(this::confusion).orElse(List.of()));
    context.put("clusters", clusters());
    context.put("wide", clustering.centres().numCols);
    return context;
  }

  private String lead() {
    String what =
        facts
            .model()
            .map(
                model ->
                    "codes of %d values, of a model of variant %s,"
                        .formatted(model.codeSize(), model.document().config().variant()))
            .orElse("values, scaled,");
    return String.format(
        Locale.ROOT,
        "%,d rows of %s, grouped by their %s with method %s, seed %d, in %.1f s.",
        rows.size(),
        rows.shape(),
        what,
        facts.method(),
        facts.seed(),
        facts.seconds());
  }

  private List<Map<String, Object>> tiles() {
    List<Map<String, Object>> tiles = new ArrayList<>();
    int[] sizes = facts.clustering().sizes();
    facts.silhouette().ifPresent(s -> tile(tiles, "silhouette", "%.3f", s.mean(), "from -1 to 1"));
    facts
        .agreement()
        .ifPresent(
            agreement -> {
              tile(tiles, "accuracy", "%.3f", agreement.accuracy(), "best matching with classes");
              tile(tiles, "mutual information", "%.3f", agreement.nmi(), "normalized");
              tile(tiles, "Rand index", "%.3f", agreement.ari(), "adjusted for chance");
              tile(tiles, "purity", "%.3f", agreement.purity(), "most frequent class");
            });
    tile(tiles, "inertia", "%.6g", facts.clustering().inertia(), "sum of squared distances");
    tile(tiles, "largest", "%,d", Arrays.stream(sizes).max().orElse(0), "rows in a cluster");
    tile(tiles, "smallest", "%,d", Arrays.stream(sizes).min().orElse(0), "rows in a cluster");
    return tiles;
  }

  private static void tile(
      List<Map<String, Object>> tiles, String what, String format, Object value, String note) {
    String text = String.format(Locale.ROOT, format, value);
    tiles.add(
        Map.of("what", what, "value", text, "note", note, "style", "r" + tiles.size() % STYLES));
  }

  private static List<Map<String, Object>> trials(ClusterCount count) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (ClusterCount.Trial trial : count.tried()) {
      boolean taken = trial.clusters() == count.bySilhouette();
      boolean elbow = trial.clusters() == count.byElbow();
      all.add(
          Map.of(
              "k",
              trial.clusters(),
              "inertia",
              String.format(Locale.ROOT, "%.6g", trial.inertia()),
              "silhouette",
              String.format(Locale.ROOT, "%.4f", trial.silhouette()),
              "taken",
              taken,
              "note",
              (taken ? "greatest silhouette, taken" : "")
                  + (taken && elbow ? "; " : "")
                  + (elbow ? "elbow of the inertia" : "")));
    }
    return all;
  }

  private List<String> classes() {
    int count = facts.agreement().orElseThrow().table()[0].length;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(rows.labelNames().isEmpty() ? Integer.toString(i) : rows.labelNames().get(i));
    }
    return names;
  }

  private List<Map<String, Object>> confusion(Agreement agreement) {
    int[] matching = agreement.matching();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int i = 0; i < agreement.table().length; i++) {
      List<Map<String, Object>> cells = new ArrayList<>();
      for (int j = 0; j < agreement.table()[i].length; j++) {
        String text = String.format(Locale.ROOT, "%,d", agreement.table()[i][j]);
        cells.add(Map.of("text", text, "matched", matching[i] == j));
      }
      lines.add(Map.of("name", "cluster " + i, "cells", cells));
    }
    return lines;
  }

  private List<Map<String, Object>> clusters() {
    Clustering clustering = facts.clustering();
    int[] sizes = clustering.sizes();
    Optional<Profiles> profiles =
        strips.isEmpty() ? Optional.of(Profiles.of(rows, clustering)) : Optional.empty();
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      int cluster = i;
      one.put("name", "cluster " + i);
      one.put("style", "r" + i % STYLES);
      one.put("size", String.format(Locale.ROOT, "%,d rows", sizes[i]));
      one.put(
          "silhouette",
          facts.silhouette().map(s -> silhouette(s.ofClusters(), cluster)).orElse(""));
      if (!strips.isEmpty()) {
        one.put(
            "src", "data:image/png;base64," + Base64.getEncoder().encodeToString(strips.get(i)));
      }
      List<Profiles.Trait> traits = profiles.map(p -> p.traits(cluster, TRAITS)).orElse(List.of());
      one.put("traits", traits.stream().map(this::trait).toList());
      one.put("nearest", profiles.isPresent() ? nearest(cluster, traits) : List.of());
      all.add(one);
    }
    return all;
  }

  private static String silhouette(double[] ofClusters, int cluster) {
    return cluster < ofClusters.length && Double.isFinite(ofClusters[cluster])
        ? String.format(Locale.ROOT, "silhouette %.3f", ofClusters[cluster])
        : "";
  }

  private Map<String, Object> trait(Profiles.Trait trait) {
    return Map.of(
        "name",
        trait.name(),
        "mean",
        cells.mean(trait.column(), trait.mean()),
        "overall",
        cells.mean(trait.column(), trait.overall()),
        "difference",
        String.format(Locale.ROOT, "%+.2f", trait.difference()));
  }

  private List<Map<String, Object>> nearest(int cluster, List<Profiles.Trait> traits) {
    float[] row = new float[rows.shape().size()];
    List<Map<String, Object>> all = new ArrayList<>();
    for (int member : facts.clustering().nearest(cluster, NEAREST)) {
      rows.copyRow(member, row, 0);
      all.add(
          Map.of(
              "row",
              "row " + member,
              "values",
              traits.stream().map(trait -> cells.cell(trait.column(), row)).toList()));
    }
    return all;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value)
        .replaceAll("(\\.\\d*?)0+(e|$)", "$1$2")
        .replaceAll("\\.(e|$)", "$1");
  }
}
