package org.ae4j.clustering;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.NumericalException;
import org.ae4j.api.Parameter;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.model.ModelTensors;

/** Goes on from a pre-trained autoencoder to one whose codes gather in clusters. */
public final class DeepTraining {
  private static final String PRETRAIN = "pretrain";

  private DeepTraining() {}

  /**
   * Sets up a training of variant {@code dec} or {@code idec} that begins with the encoder and the
   * decoder of a trained model; its first step looks for the clusters.
   *
   * @param options of the variant, such as {@code clusters}
   * @throws ConfigurationException if the model has not the networks of that variant, as one of
   *     variant {@code variational} or with tied weights
   */
  public static TrainingSession prepare(
      Autoencoders engine,
      String variant,
      TrainedAutoencoder start,
      Map<String, String> options,
      TrainingConfig training,
      Dataset rows) {
    return session(
            engine, variant, start.document().config(), start.model(), options, training, rows)
        .startFrom(start);
  }

  /**
   * Refuses, before the pre-training takes its time, what {@link #prepare} would refuse after it.
   *
   * @param pretraining that is to make the model to begin with
   */
  public static void check(
      Autoencoders engine,
      String variant,
      TrainingSession pretraining,
      Map<String, String> options,
      TrainingConfig training,
      Dataset rows) {
    AutoencoderConfig from = pretraining.document().config();
    session(engine, variant, from, pretraining.model(), options, training, rows).start();
  }

  /**
   * Refuses what a training has come to that drove all rows into one cluster.
   *
   * @param labels the cluster of each row that was trained on
   * @param clusters that were asked for
   * @throws NumericalException if all labels are the same, where more than one cluster was wanted
   */
  public static void requireClusters(int[] labels, int clusters) {
    if (clusters > 1 && Arrays.stream(labels).allMatch(label -> label == labels[0])) {
      throw new NumericalException(
          "all %d rows have fallen into one of %d clusters: clustering has diverged; lower its"
                  .formatted(labels.length, clusters)
              + " learning rate, pre-train for longer, or whiten less");
    }
  }

  private static TrainingSession session(
      Autoencoders engine,
      String variant,
      AutoencoderConfig from,
      Autoencoder start,
      Map<String, String> options,
      TrainingConfig training,
      Dataset rows) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put(PRETRAIN, "0");
    AutoencoderConfig config =
        new AutoencoderConfig(
            variant,
            rows.shape(),
            from.encoder(),
            from.decoder(),
            from.output(),
            from.scaling(),
            from.loss(),
            Optional.empty(),
            all);
    TrainingSession session = engine.prepare(config, training, rows);
    List<String> known = ModelTensors.of(start).stream().map(Parameter::name).toList();
    for (Parameter tensor : ModelTensors.of(session.model())) {
      if (!known.contains(tensor.name()) && !session.model().freeParameters().contains(tensor)) {
        throw new ConfigurationException(
            ("variant %s cannot begin with a model of variant %s, which has no %s; give one with an"
                    + " encoder and a decoder of its own, such as vanilla without tied weights")
                .formatted(variant, from.variant(), tensor.name()));
      }
    }
    return session;
  }
}
