package org.ae4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ae4j.anomaly.Ranking;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.core.data.LabelClasses;
import picocli.CommandLine.Option;

/** Which rows are anomalies, by their labels. */
final class TruthOptions {
  @Option(
      names = "--normal",
      split = ",",
      paramLabel = "CLASS",
      description =
          "Labels of normal rows, all others being anomalies: tells how well the scores part them.")
  private List<String> normal = new ArrayList<>();

  @Option(
      names = "--anomalous",
      split = ",",
      paramLabel = "CLASS",
      description = "The same the other way round: labels of the anomalies.")
  private List<String> anomalous = new ArrayList<>();

  TruthOptions() {}

  /** Ranks scores, if it is known which rows are anomalies. */
  Optional<Ranking> ranking(Dataset rows, double[] scores) {
    if (normal.isEmpty() && anomalous.isEmpty()) {
      return Optional.empty();
    }
    if (!normal.isEmpty() && !anomalous.isEmpty()) {
      throw new ConfigurationException("give --normal or --anomalous, not both");
    }
    LabelClasses classes = LabelClasses.of(rows, normal.isEmpty() ? anomalous : normal);
    int[] labels = rows.labels().orElseThrow();
    boolean[] truth = new boolean[labels.length];
    for (int row = 0; row < truth.length; row++) {
      truth[row] = classes.contains(labels[row]) == normal.isEmpty();
    }
    return Optional.of(Ranking.of(scores, truth));
  }
}
