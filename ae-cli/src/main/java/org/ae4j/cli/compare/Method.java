package org.ae4j.cli.compare;

import java.util.ArrayList;
import java.util.List;

/** Says on the page what its figures are. */
final class Method {
  private Method() {}

  static List<String> notes(Comparison comparison) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "MSE, PSNR and SSIM are of test rows and their reconstructions, both scaled to [0, 1] by the"
            + " training rows (bytes by 255), however a run scales its input; nothing is clipped."
            + " PSNR and SSIM are means over rows; SSIM is of images from 11 x 11 pixels on. A"
            + " variational run reconstructs from the mean of its posterior.");
    notes.add(
        "Compression is values in a row by values in a code, whatever their types. Parameters are"
            + " trained weights.");
    notes.add(
        "Each run had a JVM of its own, one after the other. Seconds of an epoch and rows a second"
            + " are those of the median epoch, training steps alone: neither validation nor start-up"
            + " counts, and where there are three epochs or more the first, in which code is still"
            + " compiled, hardly matters.");
    notes.add("Peak memory is " + memory(comparison));
    notes.add(
        "Encode a row is the median time of one call with one row, on one thread, after a warm-up;"
            + " encode batches is the rate with 256 rows a call, on one thread.");
    notes.add(
        "The images shown are the first test rows of each label in turn, where there are labels.");
    if (comparison.outcomes().stream().anyMatch(RunOutcome::reused)) {
      notes.add(
          "Runs that were finished before, with the same settings, rows and code, were not trained"
              + " again.");
    }
    return notes;
  }

  private static String memory(Comparison comparison) {
    String measured =
        comparison.finished().stream()
            .findFirst()
            .map(outcome -> outcome.result().orElseThrow().memory().measured())
            .orElse("");
    return measured.equals(RunResult.Memory.RESIDENT)
        ? "the most that the run's JVM had resident until training ended, as the system counts it:"
            + " Java itself, its compiled code and the data included."
        : "the sum of the peaks of the JVM's memory pools until training ended, data included; this"
            + " system does not tell the resident set.";
  }
}
