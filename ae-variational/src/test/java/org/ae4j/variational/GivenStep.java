package org.ae4j.variational;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.BuildContext;
import org.ae4j.api.Layer;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.model.ModelTensors;
import org.ae4j.core.training.RandomKeys;
import org.ae4j.core.training.Training;

/**
 * One training step through the engine on all rows, with given weights and given noise.
 *
 * <p>Gradients are what plain gradient descent at a rate of 1 takes off the weights.
 */
final class GivenStep {
  private static final String VARIANT = "given_noise";
  private static final long SEED = 3;

  private final TrainingSession session;

  /**
   * Prepares a step.
   *
   * @param config of any variant
   * @param noise one row of standard normal numbers for each row
   * @param weights by name; those that are missing start as they do
   */
  GivenStep(
      AutoencoderConfig config,
      float[][] rows,
      float[][] noise,
      Map<String, float[]> weights,
      int threads) {
    int[] order = new int[rows.length];
    RandomKeys.of(SEED).shuffle(1).permute(order);
    Noise given =
        (key, row, units, out, offset) ->
            System.arraycopy(noise[order[row]], 0, out, offset, units);
    Autoencoders engine =
        Autoencoders.builder()
            .plugin(new GivenNoisePlugin(given))
            .kernels("reference")
            .threads(threads)
            .build();
    AutoencoderConfig same =
        new AutoencoderConfig(
            VARIANT,
            config.input(),
            config.encoder(),
            config.decoder(),
            config.output(),
            config.scaling(),
            config.loss(),
            config.corruption(),
            config.options());
    TrainingConfig training =
        TrainingConfig.builder()
            .epochs(1)
            .batchSize(rows.length)
            .optimizer("sgd")
            .learningRate(1)
            .seed(SEED)
            .build();
    session = engine.prepare(same, training, Datasets.of(rows));
    set(session.model(), weights);
  }

  private static void set(Autoencoder model, Map<String, float[]> weights) {
    for (Parameter parameter : ModelTensors.of(model)) {
      float[] values = weights.get(parameter.name());
      if (values != null) {
        System.arraycopy(values, 0, parameter.values(), 0, parameter.size());
      }
    }
    for (Network network : model.networks()) {
      for (Layer layer : network.layers()) {
        for (int i = 0; i < layer.parameters().size(); i++) {
          layer.parameterChanged(i, 0, layer.parameters().get(i).size());
        }
      }
    }
  }

  /** Returns the model with the weights before the step. */
  TrainedAutoencoder model() {
    return session.finish(session.start());
  }

  /** Takes the step. */
  Result take() {
    Map<String, float[]> before = values();
    Training training = session.start();
    training.run();
    Map<String, float[]> gradients = new LinkedHashMap<>();
    values()
        .forEach(
            (name, after) -> {
              float[] gradient = Objects.requireNonNull(before.get(name)).clone();
              for (int i = 0; i < gradient.length; i++) {
                gradient[i] -= after[i];
              }
              gradients.put(name, gradient);
            });
    return new Result(training.history().get(0).terms(), gradients);
  }

  private Map<String, float[]> values() {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Parameter parameter : ModelTensors.of(session.model())) {
      values.put(parameter.name(), parameter.values().clone());
    }
    return values;
  }

  /** The terms of the loss, and the gradients by the names of the weights. */
  record Result(Map<String, Double> terms, Map<String, float[]> gradients) {
    double loss() {
      return terms.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  private record GivenNoisePlugin(Noise noise) implements AutoencoderPlugin {
    @Override
    public String id() {
      return "org.ae4j.variational.test";
    }

    @Override
    public int spiVersion() {
      return SPI_VERSION;
    }

    @Override
    public List<AutoencoderFactory> autoencoders() {
      return List.of(new GivenNoiseFactory(new VariationalFactory(noise)));
    }
  }

  private record GivenNoiseFactory(VariationalFactory factory) implements AutoencoderFactory {
    @Override
    public String id() {
      return VARIANT;
    }

    @Override
    public String description() {
      return factory.description();
    }

    @Override
    public Autoencoder create(AutoencoderConfig config, BuildContext context) {
      return factory.create(config, context);
    }
  }
}
