package org.ae4j.cli;

import java.util.Arrays;
import java.util.Locale;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.data.Datasets;

/** Which rows of a source a command works on. */
enum Split {
  ALL,
  TRAIN,
  TEST;

  /** Reads the value of {@code --split}. */
  static Split parse(String text) {
    return Arrays.stream(values())
        .filter(split -> split.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "--split must be all, train or test, got '" + text + "'"));
  }

  /** Returns the rows that are meant; a source without rows to test on gives all, as test rows. */
  Dataset of(DatasetSplits source) {
    return switch (this) {
      case TRAIN -> source.train();
      case TEST -> source.test().orElse(source.train());
      case ALL ->
          source.test().map(test -> Datasets.join(source.train(), test)).orElse(source.train());
    };
  }
}
