package org.ae4j.cli;

import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DatasetSplits;
import picocli.CommandLine.Option;

/** Which rows are kept apart from training. */
final class SplitOptions {
  @Option(
      names = "--validation",
      paramLabel = "PART",
      description = "Part of the training rows to validate on after each epoch. Default: 0.05.")
  private Optional<Double> validation = Optional.empty();

  @Option(
      names = "--test",
      paramLabel = "PART",
      description = "Part to test on where the data has no test rows of its own. Default: 0.1.")
  private Optional<Double> test = Optional.empty();

  SplitOptions() {}

  /** Splits rows, and adds to the notes how. */
  TrainingRows split(DatasetSplits source, Map<String, String> notes, long seed) {
    if (test.isPresent() && source.test().isPresent()) {
      throw new ConfigurationException("the data has test rows of its own; leave out --test");
    }
    put("--validation", TrainingRows.VALIDATION, validation.orElse(0.05), notes);
    put("--test", TrainingRows.TEST, test.orElse(0.1), notes);
    TrainingRows rows = TrainingRows.of(source, notes, seed);
    requireRows("--validation", validation, rows.validation().isPresent());
    requireRows("--test", test, rows.test().isPresent());
    return rows;
  }

  private static void put(String option, String note, double part, Map<String, String> notes) {
    if (!(part >= 0 && part < 1)) {
      throw new ConfigurationException(option + " must be at least 0 and below 1, got " + part);
    }
    notes.put(note, Double.toString(part));
  }

  private static void requireRows(String option, Optional<Double> part, boolean got) {
    if (part.isPresent() && part.get() > 0 && !got) {
      throw new ConfigurationException(
          option + " " + part.get() + " is less than one row; take a larger part, or 0 for none");
    }
  }
}
