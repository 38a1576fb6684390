package org.ae4j.core.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;

/**
 * When and where a run leaves what it needs to be resumed.
 *
 * @param file where; empty for never, not even after a cancellation
 * @param everyEpochs after how many epochs, 0 for not by epochs
 * @param every after how much time, also within an epoch; zero for not by time
 */
public record CheckpointPolicy(Optional<Path> file, int everyEpochs, Duration every) {
  /** No checkpoints at all. */
  public static final CheckpointPolicy NONE =
      new CheckpointPolicy(Optional.empty(), 0, Duration.ZERO);

  public CheckpointPolicy {
    if (everyEpochs < 0 || every.isNegative()) {
      throw new ConfigurationException(
          "checkpoints must be at least 0 epochs or minutes apart, got "
              + everyEpochs
              + " epochs, "
              + every.toMinutes()
              + " minutes");
    }
  }
}
