package org.ae4j.cli.compare;

import java.util.List;
import java.util.Map;
import org.ae4j.api.Shape;

/**
 * Everything that a comparison's outputs are made of.
 *
 * @param noise the corruption of the test rows for the noise to be removed
 * @param settings what holds for all runs, by option
 * @param outcomes in the order of the runs
 */
public record Comparison(
    Rows rows,
    long seed,
    String noise,
    Map<String, String> settings,
    Machine machine,
    List<RunOutcome> outcomes) {
  public Comparison {
    settings = Map.copyOf(settings);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * The rows that all runs share.
   *
   * @param checksum of training, validation and test rows
   * @param classes names of the labels, or empty
   */
  public record Rows(
      String name,
      Shape shape,
      int training,
      int validation,
      int test,
      String checksum,
      List<String> classes) {
    public Rows {
      classes = List.copyOf(classes);
    }
  }

  /** Where the runs took place. */
  public record Machine(
      String version, String java, String system, int processors, int threads, String kernels) {}

  /** Returns the outcomes of runs that finished. */
  public List<RunOutcome> finished() {
    return outcomes.stream().filter(outcome -> outcome.result().isPresent()).toList();
  }
}
