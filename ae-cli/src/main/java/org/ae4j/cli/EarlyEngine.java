package org.ae4j.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.ae4j.core.Autoencoders;

/**
 * The engine of a training, made on a thread of its own while the command line is read, and its
 * kernels run in while the data is.
 */
final class EarlyEngine {
  /** Options that the engine depends on, which are not read yet. */
  private static final List<String> DECIDING = List.of("--threads", "--kernels", "--plugin-path");

  private static Optional<FutureTask<Autoencoders>> made = Optional.empty();

  private EarlyEngine() {}

  /** Begins to make the engine if the arguments train a model and say nothing about it. */
  static void begin(String... args) {
    boolean decided = System.getenv(CommonOptions.PLUGIN_PATH_VARIABLE) != null;
    for (String arg : args) {
      decided |= DECIDING.stream().anyMatch(arg::startsWith);
    }
    if (args.length == 0 || !args[0].equals("train") || decided) {
      return;
    }
    FutureTask<Autoencoders> task = new FutureTask<>(() -> Autoencoders.builder().build());
    made = Optional.of(task);
    Thread thread =
        new Thread(
            () -> {
              task.run();
              get(task).ifPresent(engine -> engine.kernels().warmUp());
            },
            "ae-early-engine");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the engine once it is made; empty where none was begun, or it could not be made. */
  static Optional<Autoencoders> get() {
    return made.flatMap(EarlyEngine::get);
  }

  private static Optional<Autoencoders> get(FutureTask<Autoencoders> task) {
    try {
      return Optional.of(task.get());
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
