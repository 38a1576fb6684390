package org.ae4j.core.layer;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;

/**
 * Normalizes each unit by its mean and variance over the batch: {@code
 * batchnorm(momentum=0.1,eps=1e-5)} (Ioffe and Szegedy, 2015).
 *
 * <p>A unit is a feature, or a channel of an image or a sequence. Outside of training the running
 * statistics are used: the mean and the unbiased variance, each {@code (1 - momentum) * running +
 * momentum * batch}, PyTorch's convention (Keras's momentum is one minus this one). A training
 * batch that has a single value for each unit, whose variance says nothing, is normalized by the
 * running statistics too and leaves them alone.
 *
 * @param momentum the weight of the newest batch in the running statistics, from 0 to 1
 * @param epsilon what is added to the variance, from 1e-12 to 1
 */
public record BatchNormSpec(double momentum, double epsilon) implements LayerSpec {
  static final String ID = "batchnorm";
  static final String USAGE = "batchnorm(momentum=0.1,eps=1e-5)";
  private static final double DEFAULT_MOMENTUM = 0.1;

  public BatchNormSpec {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new ConfigurationException("batchnorm: momentum must be from 0 to 1, got " + momentum);
    }
    Normalization.checkEpsilon(ID, epsilon);
  }

  /** Makes a description with the defaults. */
  public static BatchNormSpec standard() {
    return new BatchNormSpec(DEFAULT_MOMENTUM, Normalization.DEFAULT_EPSILON);
  }

  static BatchNormSpec create(Arguments arguments) {
    return new BatchNormSpec(
        arguments.number("momentum", 0, 1, DEFAULT_MOMENTUM), Normalization.epsilon(arguments));
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public boolean follows() {
    return true;
  }

  @Override
  public Optional<LayerSpec> mirror(Shape input) {
    return Optional.of(this);
  }

  @Override
  public Layer build(Shape input, LayerContext context) {
    int units = input.dimension(0);
    return new BatchNormLayer(
        input,
        context.vector("weight", units, 1f),
        context.vector("bias", units, 0f),
        context.vector("running_mean", units, 0f),
        context.vector("running_var", units, 1f),
        momentum,
        epsilon);
  }

  @Override
  public String toString() {
    return Expression.builder(ID)
        .argument("momentum", momentum, DEFAULT_MOMENTUM)
        .argument("eps", epsilon, Normalization.DEFAULT_EPSILON)
        .toString();
  }
}
