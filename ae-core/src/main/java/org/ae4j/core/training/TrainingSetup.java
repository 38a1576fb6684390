package org.ae4j.core.training;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.Callback;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.Optimizer;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.core.corruption.CorruptionPlan;
import org.ae4j.core.model.ModelDocument;
import org.ae4j.core.model.StoredModel;
import org.ae4j.core.schedule.LearningRateSchedule;

/**
 * All that a run works with.
 *
 * @param model freshly built, or with the weights of a checkpoint
 * @param document describes the model, with an empty history
 * @param baseRate the learning rate that the schedule scales
 * @param rows to train on
 * @param validation rows kept apart, to measure after each epoch
 * @param corruption what is done to inputs, if anything
 * @param workers starts the run's threads, which the run ends
 * @param resumed the checkpoint to go on from
 */
public record TrainingSetup(
    Autoencoder model,
    ModelDocument document,
    Optimizer optimizer,
    LearningRateSchedule schedule,
    double baseRate,
    Dataset rows,
    Optional<Dataset> validation,
    Kernels kernels,
    Optional<CorruptionPlan> corruption,
    Supplier<Workers> workers,
    CheckpointPolicy checkpoints,
    List<Callback> callbacks,
    Optional<StoredModel> resumed) {

  public TrainingSetup {
    callbacks = List.copyOf(callbacks);
    validation.ifPresent(
        v -> {
          if (v.shape().size() != rows.shape().size()) {
            throw new ConfigurationException(
                "validation rows are " + v.shape() + ", training rows " + rows.shape());
          }
        });
  }
}
