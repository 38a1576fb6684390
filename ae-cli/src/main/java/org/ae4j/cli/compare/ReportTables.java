package org.ae4j.cli.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The parts of the page that are figures and texts. */
final class ReportTables {
  /** What a restoration is drawn against: so many decibels fill the bar. */
  private static final double FULL_BAR = 30;

  private static final List<String> TILES =
      List.of("MSE", "Denoised PSNR", "Training", "Encode a row");

  private static final Map<String, String> TILE_NAMES =
      Map.of(
          "MSE", "Lowest error (MSE)",
          "Denoised PSNR", "Best at removing noise",
          "Training", "Fastest training",
          "Encode a row", "Quickest code of one row");

  private final Comparison comparison;
  private final List<RunResult> results;

  ReportTables(Comparison comparison) {
    this.comparison = comparison;
    this.results =
        comparison.finished().stream().map(outcome -> outcome.result().orElseThrow()).toList();
  }

  Map<String, Object> context() {
    Comparison.Rows rows = comparison.rows();
    Comparison.Machine machine = comparison.machine();
    Map<String, Object> context = new LinkedHashMap<>();
    int runs = comparison.outcomes().size();
    context.put("title", (runs == 1 ? "1 run" : runs + " runs") + " on " + rows.name());
    context.put(
        "lead",
        String.format(
            Locale.ROOT,
            "The same %,d training rows of %s, split and seed for each; measured on %,d test"
                + " rows.",
            rows.training(),
            rows.shape(),
            rows.test()));
    context.put("testRows", String.format(Locale.ROOT, "%,d test rows", rows.test()));
    context.put("validationRows", String.format(Locale.ROOT, "%,d rows", rows.validation()));
    context.put("codeWarning", codeWarning());
    context.put("failed", failed());
    context.put("anyFailed", results.size() < runs);
    List<Map<String, Object>> tiles = tiles();
    context.put("tiles", tiles);
    context.put("anyTiles", !tiles.isEmpty());
    context.put(
        "columns",
        Column.ALL.stream().map(c -> Map.of("heading", c.heading(), "unit", c.unit())).toList());
    context.put("rows", comparison.outcomes().stream().map(this::row).toList());
    context.put("facts", facts());
    context.put("runs", comparison.outcomes().stream().map(this::card).toList());
    context.put("noiseBefore", noiseBefore());
    context.put("restored", comparison.finished().stream().map(this::restored).toList());
    context.put("method", Method.notes(comparison));
    context.put(
        "footer",
        "Made by ae4j %s on Java %s, %s, %d of %d processors, %s kernels. The figures are in comparison.json beside this page."
            .formatted(
                machine.version(),
                machine.java(),
                machine.system(),
                machine.threads(),
                machine.processors(),
                machine.kernels()));
    return context;
  }

  private String codeWarning() {
    long sizes = results.stream().map(result -> result.model().codeSize()).distinct().count();
    return sizes > 1
        ? " The runs differ in the size of their codes: a larger one reconstructs better for that alone."
        : "";
  }

  private List<Map<String, Object>> failed() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (RunOutcome outcome : comparison.outcomes()) {
      outcome
          .cause()
          .ifPresent(cause -> all.add(Map.of("name", outcome.plan().name(), "cause", cause)));
    }
    return all;
  }

  private List<Map<String, Object>> tiles() {
    List<Map<String, Object>> tiles = new ArrayList<>();
    for (Column column : Column.ALL) {
      if (TILES.contains(column.heading())) {
        comparison.finished().stream()
            .filter(outcome -> column.isBest(outcome.result().orElseThrow(), results))
            .findFirst()
            .ifPresent(
                outcome ->
                    tiles.add(
                        Map.of(
                            "what",
                            TILE_NAMES.getOrDefault(column.heading(), column.heading()),
                            "value",
                            (column.text(outcome.result().orElseThrow()) + " " + column.unit())
                                .strip(),
                            "name",
                            outcome.plan().name(),
                            "style",
                            Report.style(comparison, outcome))));
      }
    }
    return tiles;
  }

  private Map<String, Object> row(RunOutcome outcome) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", outcome.plan().name());
    row.put("style", Report.style(comparison, outcome));
    List<Map<String, Object>> cells = new ArrayList<>();
    outcome
        .result()
        .ifPresent(
            result ->
                Column.ALL.forEach(
                    column ->
                        cells.add(
                            Map.of(
                                "text",
                                column.text(result),
                                "best",
                                column.isBest(result, results)))));
    row.put("cells", cells);
    row.put("width", Column.ALL.size());
    row.put("cause", outcome.cause().<Object>map(text -> text).orElse(false));
    return row;
  }

  private List<Map<String, String>> facts() {
    Comparison.Rows rows = comparison.rows();
    List<Map<String, String>> facts = new ArrayList<>();
    facts.add(fact("Data", rows.name()));
    facts.add(
        fact(
            "Rows",
            String.format(
                Locale.ROOT,
                "%,d training, %,d validation, %,d test",
                rows.training(),
                rows.validation(),
                rows.test())));
    facts.add(fact("Row", rows.shape().toString()));
    facts.add(fact("Seed", Long.toString(comparison.seed())));
    facts.add(fact("Noise to remove", comparison.noise()));
    return facts;
  }

  private Map<String, Object> card(RunOutcome outcome) {
    List<Map<String, String>> facts = new ArrayList<>();
    outcome
        .result()
        .ifPresentOrElse(
            result -> {
              RunResult.Model model = result.model();
              RunResult.Training training = result.training();
              facts.add(fact("Variant", model.variant()));
              facts.add(fact("Encoder", model.encoder()));
              model.decoder().ifPresent(decoder -> facts.add(fact("Decoder", decoder)));
              facts.add(fact("Loss", model.loss()));
              model.corruption().ifPresent(text -> facts.add(fact("Trained on", text)));
              options(outcome).ifPresent(text -> facts.add(fact("Options", text)));
              facts.add(
                  fact("Optimizer", training.optimizer() + ", batches of " + training.batchSize()));
              facts.add(fact("Trained for", duration(training)));
            },
            () -> outcome.plan().settings().forEach((name, value) -> facts.add(fact(name, value))));
    return Map.of(
        "name", outcome.plan().name(), "style", Report.style(comparison, outcome), "facts", facts);
  }

  private static Optional<String> options(RunOutcome outcome) {
    List<String> options = new ArrayList<>();
    outcome
        .plan()
        .settings()
        .forEach(
            (name, value) -> {
              if (name.startsWith("option.")) {
                options.add(name.substring("option.".length()) + "=" + value);
              }
            });
    return options.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", options));
  }

  /** Says for how long a run trained, and what ended it. */
  static String duration(RunResult.Training training) {
    int epochs = training.history().size();
    long more = training.steps() - (long) epochs * training.stepsPerEpoch();
    String text = epochs == 1 ? "1 epoch" : epochs + " epochs";
    String part = more > 0 ? " and %d of %d steps".formatted(more, training.stepsPerEpoch()) : "";
    String end =
        switch (training.ended()) {
          case "time-budget" -> ", until the time was up";
          case "patience" -> ", until the loss no longer fell";
          default -> "";
        };
    return String.format(Locale.ROOT, "%s%s in %.1f s%s", text, part, training.seconds(), end);
  }

  private String noiseBefore() {
    return results.stream()
        .findFirst()
        .flatMap(result -> Strips.decibels(result.noisy().psnr()))
        .map(text -> " The noisy rows themselves are at " + text + " (PSNR).")
        .orElse("");
  }

  private Map<String, Object> restored(RunOutcome outcome) {
    RunResult result = outcome.result().orElseThrow();
    OptionalDouble before = result.noisy().psnr();
    OptionalDouble after = result.denoised().psnr();
    boolean known = before.isPresent() && after.isPresent();
    double decibels = known ? after.getAsDouble() : 0;
    double gain = known ? decibels - before.getAsDouble() : 0;
    return Map.of(
        "name",
        outcome.plan().name(),
        "style",
        Report.style(comparison, outcome),
        "percent",
        Math.round(Math.max(0, Math.min(100, 100 * decibels / FULL_BAR))),
        "text",
        String.format(Locale.ROOT, "%.2f dB (%+.2f)", decibels, gain));
  }

  private static Map<String, String> fact(String name, String value) {
    return Map.of("name", name, "value", value);
  }
}
