package org.ae4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Dataset;
import org.ae4j.cli.compare.CompareJson;
import org.ae4j.cli.compare.Comparison;
import org.ae4j.cli.compare.Report;
import org.ae4j.cli.compare.RunOutcome;
import org.ae4j.cli.compare.RunPlan;
import org.ae4j.cli.compare.RunsFile;
import org.ae4j.cli.compare.TextTable;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.model.DataDescription;
import org.ae4j.core.model.Version;
import org.ae4j.core.plugin.Registered;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    customSynopsis = "ae compare [OPTIONS]",
    description = "Train several models on equal terms; leave a table, JSON and a report.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae compare                                     every variant, on a sample",
      "  ae compare --variants vanilla,denoising --code 16 --epochs 40",
      "  ae compare --data fashion-mnist --time-budget 60s",
      "  ae compare --runs runs.yaml --out comparisons/depth",
      "",
      "Runs that are finished are not trained again. Ctrl-C loses the run under way",
      "only. The status is 1 if a run failed; the others are compared all the same."
    })
final class CompareCommand implements Callable<Integer> {
  private static final int INTERRUPTED = 130;
  private static final int FAILED = 1;
  private static final String EPOCHS = "20";

  @Spec private CommandSpec spec;

  @Option(
      names = "--variants",
      split = ",",
      paramLabel = "ID",
      description =
          "Variants to compare. Default: all that reconstruct of those that 'ae plugins' lists.")
  private List<String> variants = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "FILE",
      description = "A YAML file of runs, in place of --variants; docs/compare.md has its form.")
  private Optional<Path> runs = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for report, JSON and models. Default: comparison.")
  private Path out = Path.of("comparison");

  // Picocli shows and checks these three; what was given is handed on as texts.
  @SuppressWarnings("UnusedVariable")
  @Mixin(name = "For every run")
  private EveryRunOptions every;

  @SuppressWarnings("UnusedVariable")
  @Mixin(name = "Rows")
  private DataOptions data;

  @SuppressWarnings("UnusedVariable")
  @Mixin(name = "Rows kept apart")
  private SplitOptions split;

  @Mixin(name = "In general")
  private CommonOptions common;

  CompareCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      Map<String, String> shared = new LinkedHashMap<>();
      List<RunPlan> plans = plans(engine, shared);
      RunSettings settings = null;
      for (RunPlan plan : plans) {
        settings = check(engine, plan, shared);
      }
      return compare(engine, plans, shared, java.util.Objects.requireNonNull(settings), output);
    }
  }

  /** Returns the runs to be, and puts into {@code shared} what holds for all of them. */
  private List<RunPlan> plans(Autoencoders engine, Map<String, String> shared) {
    Map<String, String> given = given(RunSettings.runKeys());
    Map<String, String> defaults = Map.of("epochs", EPOCHS);
    List<RunPlan> plans = new ArrayList<>();
    if (runs.isPresent()) {
      if (!variants.isEmpty()) {
        throw new ConfigurationException("give --variants or --runs, not both");
      }
      RunsFile file = RunsFile.read(runs.get(), RunSettings.rowKeys(), RunSettings.runKeys());
      shared.putAll(file.rows());
      for (RunPlan plan : file.runs()) {
        Map<String, String> own = RunPlan.overlay(defaults, plan.settings());
        plans.add(new RunPlan(plan.name(), RunPlan.overlay(own, given)));
      }
    } else {
      Set<String> names = new HashSet<>();
      for (String variant : variants.isEmpty() ? all(engine) : variants) {
        if (!names.add(variant)) {
          throw new ConfigurationException("--variants names '" + variant + "' twice");
        }
        Map<String, String> own = new LinkedHashMap<>(Map.of("variant", variant));
        own.putAll(RunPlan.overlay(defaults, given));
        plans.add(new RunPlan(variant, own));
      }
    }
    if (given(Set.of("data")).size() == 1) {
      // Another source: what the file says of its own does not fit.
      shared.keySet().removeIf(key -> key.startsWith("data"));
    }
    shared.putAll(given(RunSettings.rowKeys()));
    return plans;
  }

  private static List<String> all(Autoencoders engine) {
    List<String> ids =
        engine.registry().autoencoders().entries().stream()
            .map(Registered::id)
            .filter(id -> engine.registry().autoencoder(id).reconstructs())
            .toList();
    if (ids.isEmpty()) {
      throw new ConfigurationException("there is no variant to compare; see 'ae plugins'");
    }
    return ids;
  }

  /** Returns options that were given, as texts by name. */
  private Map<String, String> given(Set<String> names) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName().substring(2);
      if (names.contains(name)) {
        for (String value : option.originalStringValues()) {
          int equals = value.indexOf('=');
          if (option.isMultiValue() && equals > 0) {
            texts.put(name + "." + value.substring(0, equals), value.substring(equals + 1));
          } else {
            texts.put(name, value);
          }
        }
      }
    }
    return texts;
  }

  private RunSettings check(Autoencoders engine, RunPlan plan, Map<String, String> shared) {
    Map<String, String> all = new LinkedHashMap<>(shared);
    all.putAll(plan.settings());
    try {
      RunSettings settings = RunSettings.parse(all);
      settings.requireSensible(engine, plan);
      return settings;
    } catch (ConfigurationException e) {
      String where = runs.map(file -> file + ": run '" + plan.name() + "': ").orElse("");
      throw new ConfigurationException(where + e.getMessage(), e);
    }
  }

  private int compare(
      Autoencoders engine,
      List<RunPlan> plans,
      Map<String, String> shared,
      RunSettings settings,
      Output output) {
    TrainingRows rows = settings.rows(engine, new LinkedHashMap<>());
    Dataset test =
        rows.test()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "a comparison needs test rows, which the data lacks; give --test 0.1"));
    Noise.of(engine, CorruptionContext.of(test.shape(), "unit"), settings.noise(), settings.seed());
    makeFolder();
    Comparison.Rows facts = describe(rows, test);
    Comparison.Machine machine = machine(engine);
    output.line(
        "%s of %s, %s kernels, %s",
        Text.count(facts.training(), "row"),
        facts.name(),
        machine.kernels(),
        Text.count(machine.threads(), "thread"));
    CompareRuns work =
        new CompareRuns(out, new RunContext(engine, facts, machine, shared, passedOn()), output);
    Interruption interruption = Interruption.runs(work::cancel);
    try {
      List<RunOutcome> outcomes = work.run(plans);
      if (outcomes.size() < plans.size()) {
        output.warn(
            "interrupted; %d of %s are finished, the same command goes on with the others"
                .formatted(outcomes.size(), Text.count(plans.size(), "run")));
        return INTERRUPTED;
      }
      Comparison comparison =
          new Comparison(facts, settings.seed(), settings.noise(), shared, machine, outcomes);
      return write(comparison, output);
    } finally {
      interruption.release();
    }
  }

  private int write(Comparison comparison, Output output) {
    Path json = out.resolve("comparison.json");
    Path report = out.resolve("report.html");
    CompareJson.write(json, CompareJson.of(comparison));
    OutputFiles.write(report, Report.html(comparison, out));
    output.line("");
    TextTable.lines(comparison).forEach(line -> output.line("%s", line));
    output.line("");
    output.line("figures  %s", json);
    output.line("report   %s", report);
    int failed = comparison.outcomes().size() - comparison.finished().size();
    output.json(
        line -> {
          line.put("comparison", json.toString());
          line.put("report", report.toString());
          line.put("finished", comparison.finished().size());
          line.put("failed", failed);
        });
    return failed == 0 ? 0 : FAILED;
  }

  private void makeFolder() {
    try {
      Files.createDirectories(out.resolve(CompareRuns.FOLDER));
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot make the folder " + out + ": " + Failures.reason(e), e);
    }
  }

  private static Comparison.Rows describe(TrainingRows rows, Dataset test) {
    String checksum =
        DataDescription.of(rows.train()).checksum()
            + "-"
            + rows.validation().map(part -> DataDescription.of(part).checksum()).orElse("0")
            + "-"
            + DataDescription.of(test).checksum();
    return new Comparison.Rows(
        rows.train().name(),
        rows.train().shape(),
        rows.train().size(),
        rows.validation().map(Dataset::size).orElse(0),
        test.size(),
        checksum,
        test.labels().isPresent() ? test.labelNames() : List.of());
  }

  private static Comparison.Machine machine(Autoencoders engine) {
    return new Comparison.Machine(
        Version.text(),
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        engine.threads(),
        engine.kernels().id());
  }

  /** Returns the general options that each run's JVM needs too. */
  private List<String> passedOn() {
    return RunPlan.arguments(given(Set.of("threads", "kernels", "plugin-path")));
  }
}
