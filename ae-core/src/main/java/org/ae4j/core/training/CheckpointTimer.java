package org.ae4j.core.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides when a checkpoint is due, and has it written. */
final class CheckpointTimer {
  private final CheckpointPolicy policy;
  private final Consumer<Path> writer;
  private long last = System.nanoTime();
  private Optional<Path> written = Optional.empty();

  CheckpointTimer(CheckpointPolicy policy, Consumer<Path> writer) {
    this.policy = policy;
    this.writer = writer;
  }

  boolean dueWithinEpoch() {
    long every = policy.every().toNanos();
    return every > 0 && System.nanoTime() - last >= every;
  }

  boolean dueAfterEpoch(int epoch) {
    int every = policy.everyEpochs();
    return (every > 0 && epoch % every == 0) || dueWithinEpoch();
  }

  void write() {
    policy
        .file()
        .ifPresent(
            file -> {
              writer.accept(file);
              written = Optional.of(file);
              last = System.nanoTime();
            });
  }

  /** Returns the file, once there is a checkpoint of this run in it. */
  Optional<Path> written() {
    return written;
  }
}
