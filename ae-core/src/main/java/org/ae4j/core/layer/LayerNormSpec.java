package org.ae4j.core.layer;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.Expression;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;

/**
 * Normalizes each row by its own mean and variance: {@code layernorm(eps=1e-5)} (Ba et al., 2016).
 *
 * @param epsilon what is added to the variance, from 1e-12 to 1
 */
public record LayerNormSpec(double epsilon) implements LayerSpec {
  static final String ID = "layernorm";
  static final String USAGE = "layernorm(eps=1e-5)";

  public LayerNormSpec {
    Normalization.checkEpsilon(ID, epsilon);
  }

  /** Makes a description with the default. */
  public static LayerNormSpec standard() {
    return new LayerNormSpec(Normalization.DEFAULT_EPSILON);
  }

  static LayerNormSpec create(Arguments arguments) {
    return new LayerNormSpec(Normalization.epsilon(arguments));
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
    return new LayerNormLayer(
        context.kernels(),
        input,
        context.vector("weight", input.size(), 1f),
        context.vector("bias", input.size(), 0f),
        epsilon);
  }

  @Override
  public String toString() {
    return Expression.builder(ID)
        .argument("eps", epsilon, Normalization.DEFAULT_EPSILON)
        .toString();
  }
}
