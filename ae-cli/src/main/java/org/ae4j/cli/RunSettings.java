package org.ae4j.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.TrainingConfig;
import org.ae4j.cli.compare.RunPlan;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.schedule.Schedules;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The settings of one run of a comparison: what {@code ae train} takes, and a little more. */
final class RunSettings {
  static final String NOISE = "gaussian(0.3)";

  /** Far more epochs than a time budget leaves time for. */
  private static final int ENDLESS = 1_000_000_000;

  @Option(names = "--noise")
  private String noise = NOISE;

  @Option(names = "--time-budget")
  private Optional<String> timeBudget = Optional.empty();

  @Mixin private DataOptions data;
  @Mixin private SplitOptions split;
  @Mixin private ArchitectureOptions architecture;
  @Mixin private FitOptions fit;
  @Mixin private CommonOptions common;

  RunSettings() {}

  /** Returns the names of the settings that hold for all runs. */
  static Set<String> rowKeys() {
    Set<String> keys = new TreeSet<>(names(new DataOptions(), new SplitOptions()));
    keys.addAll(Set.of("seed", "noise"));
    return keys;
  }

  /** Returns the names of the settings that runs may differ in. */
  static Set<String> runKeys() {
    Set<String> keys = new TreeSet<>(names(new ArchitectureOptions(), new FitOptions()));
    keys.add("time-budget");
    return keys;
  }

  private static List<String> names(Object... mixins) {
    List<String> names = new ArrayList<>();
    for (Object mixin : mixins) {
      for (OptionSpec option : CommandSpec.forAnnotatedObject(mixin).options()) {
        names.add(option.longestName().substring(2));
      }
    }
    return names;
  }

  /**
   * Reads settings from their texts.
   *
   * @throws ConfigurationException if a text is not what its setting takes
   */
  static RunSettings parse(Map<String, String> texts) {
    RunSettings settings = new RunSettings();
    CommandLine command = new CommandLine(settings);
    UsageErrors.registerNumbers(command);
    try {
      command.parseArgs(RunPlan.arguments(texts).toArray(String[]::new));
    } catch (ParameterException e) {
      throw new ConfigurationException(UsageErrors.problem(e), e);
    }
    return settings;
  }

  /** Refuses names and numbers that no run could be made of, before any run begins. */
  void requireSensible(Autoencoders engine, RunPlan plan) {
    engine.registry().autoencoder(plan.variant());
    engine.registry().loss(plan.settings().getOrDefault("loss", "mse"), engine.kernels());
    TrainingConfig training = training(Integer.MAX_VALUE);
    engine.registry().optimizer(training.optimizer(), engine.kernels());
    Schedules.parse(training.schedule());
  }

  CommonOptions common() {
    return common;
  }

  String noise() {
    return noise;
  }

  long seed() {
    return common.seed().orElse(1L);
  }

  /** Opens and splits the rows, and adds to the notes how. */
  TrainingRows rows(Autoencoders engine, Map<String, String> notes) {
    notes.putAll(data.notes(Map.of()));
    data.limit().ifPresent(limit -> notes.put(DataOptions.LIMIT, limit.toString()));
    return split.split(DataOptions.open(engine, notes), notes, seed());
  }

  AutoencoderConfig model(Autoencoders engine, TrainingRows rows) {
    return architecture.config(rows.train().shape(), engine.registry());
  }

  TrainingConfig training(int rows) {
    TrainingConfig config = fit.config(seed(), rows);
    if (timeBudget().isEmpty()) {
      return config;
    }
    if (fit.epochs().isPresent()) {
      throw new ConfigurationException("give --epochs or --time-budget, not both");
    }
    if (config.schedule().matches(".*(cosine|one_cycle).*")) {
      throw new ConfigurationException(
          "schedule %s needs to know the number of epochs, which --time-budget leaves open; give --epochs"
              .formatted(config.schedule()));
    }
    return config.withEpochs(ENDLESS);
  }

  /** Returns how long the steps of training may take, if that is what ends it. */
  Optional<Duration> timeBudget() {
    return timeBudget.map(RunSettings::duration);
  }

  /** Reads 90s, 1.5m or 2h. */
  static Duration duration(String text) {
    String wrong = "--time-budget must be such as 30s, 5m or 1h, above 0, got '" + text + "'";
    if (!text.matches("\\d{1,9}(\\.\\d{1,3})?[smh]")) {
      throw new ConfigurationException(wrong);
    }
    double number = Double.parseDouble(text.substring(0, text.length() - 1));
    double unit =
        switch (text.charAt(text.length() - 1)) {
          case 's' -> 1;
          case 'm' -> 60;
          default -> 3600;
        };
    if (!(number > 0)) {
      throw new ConfigurationException(wrong);
    }
    return Duration.ofMillis(Math.round(number * unit * 1000));
  }
}
