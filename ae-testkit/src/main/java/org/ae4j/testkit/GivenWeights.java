package org.ae4j.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.Dataset;
import org.ae4j.api.Layer;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainingSession;
import org.ae4j.core.model.ModelTensors;
import org.ae4j.core.training.Training;

/**
 * One step of plain gradient descent at a rate of 1 on all rows, from given weights: what it takes
 * off them is the gradient, and noise is the same each time.
 */
record GivenWeights(Autoencoders engine, AutoencoderConfig config, Dataset rows) {
  /**
   * Returns weights near those that training starts from, by name; not these themselves, because
   * where biases are 0 many a value stands right at the kink of its activation.
   */
  Map<String, float[]> initial() {
    Map<String, float[]> weights = trained(session().model());
    weights.forEach(
        (name, values) -> {
          float[] noise = Values.normal(values.length, name.hashCode());
          for (int i = 0; i < values.length; i++) {
            values[i] += 0.1f * noise[i];
          }
        });
    return weights;
  }

  double loss(Map<String, float[]> weights) {
    return take(session(), weights).history().get(0).trainLoss();
  }

  Map<String, float[]> gradients(Map<String, float[]> weights) {
    TrainingSession session = session();
    take(session, weights);
    Map<String, float[]> gradients = trained(session.model());
    gradients.forEach(
        (name, values) -> {
          float[] before = Objects.requireNonNull(weights.get(name));
          for (int i = 0; i < values.length; i++) {
            values[i] = before[i] - values[i];
          }
        });
    return gradients;
  }

  Training take(TrainingSession session, Map<String, float[]> weights) {
    for (Parameter parameter : ModelTensors.trained(session.model())) {
      float[] values = Objects.requireNonNull(weights.get(parameter.name()));
      System.arraycopy(values, 0, parameter.values(), 0, values.length);
    }
    for (Network network : session.model().networks()) {
      for (Layer layer : network.layers()) {
        for (int i = 0; i < layer.parameters().size(); i++) {
          layer.parameterChanged(i, 0, layer.parameters().get(i).size());
        }
      }
    }
    Training training = session.start();
    training.run();
    return training;
  }

  TrainingSession session() {
    TrainingConfig training =
        TrainingConfig.builder()
            .epochs(1)
            .batchSize(rows.size())
            .optimizer("sgd")
            .learningRate(1)
            .seed(3)
            .build();
    return engine.prepare(config, training, rows);
  }

  private static Map<String, float[]> trained(Autoencoder model) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Parameter parameter : ModelTensors.trained(model)) {
      values.put(parameter.name(), parameter.values().clone());
    }
    return values;
  }
}
