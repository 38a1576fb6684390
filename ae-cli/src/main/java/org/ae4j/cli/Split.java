package org.ae4j.cli;

import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetSplits;
import org.ae4j.core.data.Datasets;

/** Which rows of a source a command works on. */
enum Split {
  ALL,
  TRAIN,
  TEST;

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
