package org.ae4j.cli.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files that a run leaves in its folder. */
public final class RunFiles {
  /** The trained model. */
  public static final String MODEL = "model.safetensors";

  /** Its codes in the plane. */
  public static final String CODES = "codes.json";

  /** What came out; written last. */
  public static final String RESULT = "result.json";

  /** What the run said on standard error. */
  public static final String LOG = "log.txt";

  private RunFiles() {}

  /** Returns a run's outcome if it is finished with this fingerprint and nothing is missing. */
  public static Optional<RunOutcome> finished(
      RunPlan plan, Path root, String folder, String fingerprint, boolean reused) {
    Path files = root.resolve(folder);
    Optional<RunResult> result =
        CompareJson.read(files.resolve(RESULT), RunResult.class)
            .filter(found -> found.schema() == RunResult.SCHEMA)
            .filter(found -> found.fingerprint().equals(fingerprint))
            .filter(found -> Files.isRegularFile(files.resolve(MODEL)))
            .filter(
                found ->
                    found.pictures().values().stream()
                        .allMatch(name -> Files.isRegularFile(files.resolve(name))));
    Optional<CodePlane> codes = CompareJson.read(files.resolve(CODES), CodePlane.class);
    return result.isPresent() && codes.isPresent()
        ? Optional.of(RunOutcome.finished(plan, folder, result.get(), codes.get(), reused))
        : Optional.empty();
  }
}
