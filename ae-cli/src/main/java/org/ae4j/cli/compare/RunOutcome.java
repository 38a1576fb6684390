package org.ae4j.cli.compare;

import java.util.Optional;

/**
 * How a planned run ended.
 *
 * @param folder of its files, relative to the comparison's
 * @param result where it finished
 * @param codes two dimensions of its codes, where it finished
 * @param cause why it failed, where it did
 * @param reused whether it was finished before
 */
public record RunOutcome(
    RunPlan plan,
    String folder,
    Optional<RunResult> result,
    Optional<CodePlane> codes,
    Optional<String> cause,
    boolean reused) {
  /** Returns a run that finished, now or before. */
  public static RunOutcome finished(
      RunPlan plan, String folder, RunResult result, CodePlane codes, boolean reused) {
    return new RunOutcome(
        plan, folder, Optional.of(result), Optional.of(codes), Optional.empty(), reused);
  }

  /** Returns a run that failed. */
  public static RunOutcome failed(RunPlan plan, String folder, String cause) {
    return new RunOutcome(
        plan, folder, Optional.empty(), Optional.empty(), Optional.of(cause), false);
  }
}
