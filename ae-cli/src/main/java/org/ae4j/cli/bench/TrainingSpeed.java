package org.ae4j.cli.bench;

import java.time.Duration;
import org.ae4j.api.Dataset;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.training.Training;

/**
 * How fast a model is trained with Adam.
 *
 * @param best images a second in the fastest of a few rounds
 * @param median of the rounds
 * @param operationsPerImage see {@link Operations#ofTraining}
 * @param trained the model as training left it
 */
public record TrainingSpeed(
    BenchModel model,
    double best,
    double median,
    int rounds,
    long operationsPerImage,
    TrainedAutoencoder trained) {

  /**
   * Trains a model for a while.
   *
   * @param each how long it is measured, and warmed up before; at least a step for each round
   */
  public static TrainingSpeed of(
      Autoencoders engine, BenchModel model, Dataset images, Duration each, long seed) {
    TrainingConfig config =
        TrainingConfig.builder()
            .epochs(Integer.MAX_VALUE)
            .batchSize(model.batch())
            .optimizer("adam")
            .seed(seed)
            .build();
    Rounds rounds = new Rounds(images.size(), model.batch(), each);
    TrainingSession session =
        engine.prepare(model.config(engine.registry()), config, images).callback(rounds);
    Training training = session.start();
    training.run();
    double[] speeds = rounds.sorted();
    return new TrainingSpeed(
        model,
        speeds[speeds.length - 1],
        speeds[speeds.length / 2],
        speeds.length,
        Operations.ofTraining(session.model()),
        session.finish(training));
  }

  /** Returns billions of floating-point operations a second, in the median round. */
  public double gigaflops() {
    return median * operationsPerImage / 1e9;
  }
}
