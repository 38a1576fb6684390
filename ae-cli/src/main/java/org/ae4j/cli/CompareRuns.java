package org.ae4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.AutoencoderException;
import org.ae4j.cli.compare.RunFiles;
import org.ae4j.cli.compare.RunOutcome;
import org.ae4j.cli.compare.RunPlan;
import org.ae4j.cli.compare.RunResult;
import org.jspecify.annotations.Nullable;

/** Does the runs of a comparison one after the other, each in a JVM of its own. */
final class CompareRuns {
  static final String FOLDER = "runs";
  private static final String CLEAR = "\r\u001b[K";

  private final Path out;
  private final RunContext context;
  private final Output output;
  private volatile boolean cancelled;
  private volatile @Nullable ChildJvm running;

  CompareRuns(Path out, RunContext context, Output output) {
    this.out = out;
    this.context = context;
    this.output = output;
  }

  /** Ends the run under way, and begins no other; may be called from any thread. */
  void cancel() {
    cancelled = true;
    ChildJvm child = running;
    if (child != null) {
      child.kill();
    }
  }

  /** Returns the outcomes in the order of the plans; fewer if it was cancelled. */
  List<RunOutcome> run(List<RunPlan> plans) {
    List<RunOutcome> outcomes = new ArrayList<>();
    for (RunPlan plan : plans) {
      if (cancelled) {
        break;
      }
      output.line("run %d of %d  %s", outcomes.size() + 1, plans.size(), plan.name());
      Optional<RunOutcome> outcome = run(plan);
      if (outcome.isEmpty()) {
        break;
      }
      outcomes.add(outcome.get());
      tell(outcome.get());
    }
    return outcomes;
  }

  private Optional<RunOutcome> run(RunPlan plan) {
    String fingerprint = context.fingerprint(plan);
    String folder = FOLDER + "/" + safe(plan.variant()) + "-" + fingerprint;
    Optional<RunOutcome> before = RunFiles.finished(plan, out, folder, fingerprint, true);
    if (before.isPresent()) {
      return before;
    }
    Path files = makeFolder(out.resolve(folder));
    ChildJvm child =
        ChildJvm.start(arguments(plan, files, fingerprint), files.resolve(RunFiles.LOG));
    running = child;
    if (cancelled) {
      child.kill();
    }
    int status = child.await(this::showEpoch);
    running = null;
    clearEpoch();
    if (cancelled || ChildJvm.isInterruption(status)) {
      return Optional.empty();
    }
    return status == 0
        ? RunFiles.finished(plan, out, folder, fingerprint, false)
            .or(() -> Optional.of(RunOutcome.failed(plan, folder, "it left no result")))
        : Optional.of(RunOutcome.failed(plan, folder, child.cause(status)));
  }

  private List<String> arguments(RunPlan plan, Path files, String fingerprint) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("compare-run", "--folder=" + files, "--fingerprint=" + fingerprint));
    arguments.addAll(RunPlan.arguments(context.settings()));
    arguments.addAll(RunPlan.arguments(plan.settings()));
    arguments.addAll(context.general());
    return arguments;
  }

  private void tell(RunOutcome outcome) {
    if (outcome.result().isPresent()) {
      RunResult result = outcome.result().get();
      output.line(
          "  %smse %s, %s in %.1f s",
          outcome.reused() ? "finished before: " : "",
          Text.loss(result.reconstruction().mse()),
          Text.count(result.training().history().size(), "epoch"),
          result.training().seconds());
    }
    outcome.cause().ifPresent(cause -> output.warn(outcome.plan().name() + " failed: " + cause));
    output.json(
        json -> {
          json.put("run", outcome.plan().name());
          json.put("status", outcome.result().isPresent() ? "finished" : "failed");
          json.put("reused", outcome.reused());
          outcome.cause().ifPresent(cause -> json.put("cause", cause));
          outcome.result().ifPresent(result -> json.put("mse", result.reconstruction().mse()));
          json.put("folder", outcome.folder());
        });
  }

  private void showEpoch(String line) {
    if (output.showsProgress()) {
      System.err.print(CLEAR + "  " + line);
      System.err.flush();
    }
  }

  private void clearEpoch() {
    if (output.showsProgress()) {
      System.err.print(CLEAR);
      System.err.flush();
    }
  }

  private static Path makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(RunFiles.RESULT));
      return folder;
    } catch (IOException e) {
      throw new AutoencoderException(
          "cannot make the folder " + folder + ": " + Failures.reason(e), e);
    }
  }

  /** A stranger's id is no path. */
  private static String safe(String id) {
    return id.replaceAll("[^A-Za-z0-9_-]", "_");
  }
}
