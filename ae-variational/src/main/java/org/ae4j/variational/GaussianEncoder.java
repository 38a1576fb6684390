package org.ae4j.variational;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.BuildContext;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Network;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingStep;
import org.ejml.data.FMatrixRMaj;

/**
 * The configured encoder with its last layer twice: one for the mean of the code, one for its log
 * variance, both on the layers before.
 *
 * @param body the layers before, or empty where the encoder has one layer only
 */
record GaussianEncoder(Optional<Network> body, Network mean, Network logVariance) {

  static GaussianEncoder build(AutoencoderConfig config, BuildContext context) {
    List<Expression> layers = Expression.parseList(config.encoder());
    int last = layers.size() - 1;
    String head = layers.get(last).toString();
    Optional<Network> body =
        last == 0
            ? Optional.empty()
            : Optional.of(
                context.network("encoder", config.input(), text(layers.subList(0, last))));
    Shape features = body.map(Network::outputShape).orElse(config.input());
    Network mean = context.network("mean", features, head);
    if (mean.layers().stream().allMatch(layer -> layer.parameters().isEmpty())) {
      throw new ConfigurationException(
          "variant variational needs an encoder that ends with a layer that has weights, which gives"
              + " the mean and the log variance of the code, got '"
              + config.encoder()
              + "'; leave '"
              + head
              + "' out");
    }
    return new GaussianEncoder(body, mean, context.network("log_variance", features, head));
  }

  private static String text(List<Expression> layers) {
    return layers.stream().map(Expression::toString).collect(Collectors.joining(" "));
  }

  List<Network> networks() {
    return Stream.concat(body.stream(), Stream.of(mean, logVariance)).toList();
  }

  Shape codeShape() {
    return mean.outputShape();
  }

  /** Returns what both heads take, outside of training. */
  FMatrixRMaj features(FMatrixRMaj rows) {
    return body.isPresent() ? body.get().apply(rows) : rows;
  }

  /** Returns what both heads take, in a step. */
  FMatrixRMaj features(TrainingStep step, FMatrixRMaj rows) {
    return body.isPresent() ? step.forward(body.get(), rows) : rows;
  }

  /** Goes back through the heads and the body; the gradients are overwritten. */
  void backward(TrainingStep step, FMatrixRMaj byMean, FMatrixRMaj byLogVariance) {
    if (body.isEmpty()) {
      step.backwardToParameters(mean, byMean);
      step.backwardToParameters(logVariance, byLogVariance);
      return;
    }
    FMatrixRMaj sum = step.backward(mean, byMean);
    FMatrixRMaj other = step.backward(logVariance, byLogVariance);
    for (int i = 0; i < sum.numRows * sum.numCols; i++) {
      sum.data[i] += other.data[i];
    }
    step.backwardToParameters(body.get(), sum);
  }
}
