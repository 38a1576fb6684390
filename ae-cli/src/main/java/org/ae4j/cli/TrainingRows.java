package org.ae4j.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.data.Datasets;

/** The rows of a run, split as the notes in its model file say. */
record TrainingRows(Dataset train, Optional<Dataset> validation, Optional<Dataset> test) {
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  static TrainingRows of(DatasetSplits source, Map<String, String> notes, long seed) {
    DatasetSplits splits = withTest(source, notes, seed);
    List<Dataset> parts = split(splits.train(), VALIDATION, notes, seed + 1);
    Optional<Dataset> validation = parts.size() == 2 ? Optional.of(parts.get(1)) : Optional.empty();
    return new TrainingRows(parts.get(0), validation, splits.test());
  }

  /** Returns rows apart from training: the source's own test rows, or a part of it by seed. */
  static DatasetSplits withTest(DatasetSplits splits, Map<String, String> notes, long seed) {
    if (splits.test().isPresent()) {
      return splits;
    }
    List<Dataset> parts = split(splits.train(), TEST, notes, seed);
    return parts.size() == 1 ? splits : new DatasetSplits(parts.get(0), Optional.of(parts.get(1)));
  }

  /** Splits a part off, if it comes to a row. */
  private static List<Dataset> split(
      Dataset rows, String name, Map<String, String> notes, long seed) {
    double part = Double.parseDouble(notes.getOrDefault(name, "0"));
    if (rows.size() * part < 1) {
      return List.of(rows);
    }
    if (Math.round((1 - part) * rows.size()) < 1) {
      throw new ConfigurationException(
          "--%s %s of %s leaves none to train on; take a smaller part"
              .formatted(name, part, Text.count(rows.size(), "row")));
    }
    return Datasets.split(rows, seed, 1 - part, part);
  }
}
