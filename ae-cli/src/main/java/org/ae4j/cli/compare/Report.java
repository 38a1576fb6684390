package org.ae4j.cli.compare;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ae4j.pictures.LineChart;

/**
 * Writes a comparison as one HTML page that needs nothing else: styles, pictures and charts are in
 * it, and no script. Every text is escaped, as names and causes come from strangers' plugins.
 */
public final class Report {
  private static final List<Map<String, String>> SECTIONS =
      List.of(
          section("results", "Results"),
          section("settings", "Settings"),
          section("loss", "Loss curves"),
          section("reconstructions", "Reconstructions"),
          section("noise", "Noise removed"),
          section("samples", "Samples"),
          section("interpolations", "Interpolations"),
          section("codes", "Codes"),
          section("method", "Method"));

  private final Comparison comparison;
  private final Strips strips;
  private final ReportTables tables;

  private Report(Comparison comparison, Path folder) {
    this.comparison = comparison;
    this.strips = new Strips(comparison, folder);
    this.tables = new ReportTables(comparison);
  }

  /** Returns the page; {@code folder} holds the runs' folders, with their pictures. */
  public static byte[] html(Comparison comparison, Path folder) {
    Mustache.Compiler compiler = Mustache.compiler().withLoader(Report::partial);
    try (Reader source = resource("report.html")) {
      Template template = compiler.compile(source);
      String page = template.execute(new Report(comparison, folder).context());
      return page.getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>(tables.context());
    context.put("css", css());
    context.put("sections", SECTIONS);
    context.put("noise", comparison.noise());
    context.put("errorChart", errorChart());
    context.put(
        "legend", each((outcome, style) -> Map.of("name", outcome.plan().name(), "style", style)));
    context.put("objectives", each(this::objective));
    context.put("labelled", !comparison.rows().classes().isEmpty());
    context.put("classes", classes());
    context.put("planes", each(this::plane));
    context.put("codesNote", codesNote());
    context.putAll(strips.context());
    return context;
  }

  /** Makes something of each run that finished, with its style. */
  private List<Map<String, Object>> each(
      java.util.function.BiFunction<RunOutcome, String, Map<String, Object>> part) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (RunOutcome outcome : comparison.finished()) {
      all.add(part.apply(outcome, style(comparison, outcome)));
    }
    return all;
  }

  /** Returns the class of the style sheet for a run. */
  static String style(Comparison comparison, RunOutcome outcome) {
    return "r" + comparison.outcomes().indexOf(outcome) % 8;
  }

  private Object errorChart() {
    List<LineChart.Series> series = new ArrayList<>();
    for (RunOutcome outcome : comparison.finished()) {
      List<Double> values = outcome.result().orElseThrow().training().validationMse();
      if (!values.isEmpty()) {
        series.add(
            LineChart.Series.byEpoch(outcome.plan().name(), style(comparison, outcome), values));
      }
    }
    return series.isEmpty()
        ? false
        : LineChart.svg("Validation error of each run by epoch", "mean squared error", series);
  }

  private Map<String, Object> objective(RunOutcome outcome, String style) {
    RunResult result = outcome.result().orElseThrow();
    var history = result.training().history();
    List<LineChart.Series> series = new ArrayList<>();
    series.add(
        LineChart.Series.byEpoch(
            "training", style + " own", history.stream().map(epoch -> epoch.trainLoss()).toList()));
    boolean validated = history.stream().anyMatch(epoch -> epoch.validationLoss().isPresent());
    if (validated) {
      series.add(
          LineChart.Series.byEpoch(
              "validation",
              style + " held",
              history.stream().map(epoch -> epoch.validationLoss().orElse(Double.NaN)).toList()));
    }
    String title = "Loss of " + outcome.plan().name() + " by epoch";
    return Map.of(
        "name",
        outcome.plan().name(),
        "style",
        style,
        "loss",
        String.join(" + ", history.isEmpty() ? List.of() : history.get(0).terms().keySet())
            + ", "
            + result.model().loss(),
        "validated",
        validated,
        "svg",
        LineChart.svg(title, "loss", series));
  }

  private Map<String, Object> plane(RunOutcome outcome, String style) {
    String title = "Codes of " + outcome.plan().name() + " in two dimensions";
    return Map.of(
        "name",
        outcome.plan().name(),
        "style",
        style,
        "svg",
        ScatterChart.svg(title, outcome.codes().orElseThrow(), comparison.rows().classes()));
  }

  private List<Map<String, String>> classes() {
    List<Map<String, String>> all = new ArrayList<>();
    for (String name : comparison.rows().classes()) {
      all.add(Map.of("name", name, "style", ScatterChart.style(all.size())));
    }
    return all;
  }

  private String codesNote() {
    int shown =
        comparison.finished().stream()
            .flatMap(outcome -> outcome.codes().stream())
            .mapToInt(plane -> plane.x().length)
            .max()
            .orElse(0);
    String colours =
        comparison.rows().classes().isEmpty()
            ? " The data has no labels to colour them by."
            : " Colours are labels, which no run was shown.";
    return String.format(
        Locale.ROOT,
        "The codes of the first %,d test rows. A code of more than two values is projected on the"
            + " first two principal components of these codes, each run's own; the axes say how"
            + " much of the variance they hold.%s",
        shown,
        colours);
  }

  /** Returns the style sheet of pages. */
  public static String css() {
    return text("report.css");
  }

  private static Reader partial(String name) {
    return resource(name + ".html");
  }

  private static String text(String name) {
    try (Reader reader = resource(name)) {
      java.io.StringWriter text = new java.io.StringWriter();
      reader.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader resource(String name) {
    InputStream in =
        Optional.ofNullable(Report.class.getResourceAsStream(name))
            .orElseThrow(() -> new IllegalStateException("the jar lacks " + name));
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }

  private static Map<String, String> section(String id, String name) {
    return Map.of("id", id, "name", name);
  }
}
