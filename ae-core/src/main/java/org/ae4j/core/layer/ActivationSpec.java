package org.ae4j.core.layer;

import java.util.Locale;
import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;

/**
 * Applies a function to each value: {@code relu}, {@code leaky_relu(0.2)}, {@code sigmoid} and so
 * on.
 *
 * <p>A network merges it into a dense layer before it where {@link
 * Activation#derivativeFromOutput()}.
 *
 * @param function what is applied
 * @param parameter the negative slope of a leaky ReLU, the alpha of an ELU, 0 for the others
 */
public record ActivationSpec(Activation function, float parameter) implements LayerSpec {
  private static final float DEFAULT_SLOPE = 0.01f;
  private static final float DEFAULT_ALPHA = 1f;
  private static final double LEAST = 1e-6;
  private static final double MOST = 100;

  public ActivationSpec {
    boolean valid =
        hasParameter(function) ? parameter >= (float) LEAST && parameter <= MOST : parameter == 0;
    if (!valid) {
      throw new ConfigurationException(
          id(function)
              + (hasParameter(function)
                  ? ": " + name(function) + " must be from " + LEAST + " to " + MOST
                  : " has no parameter, which must be 0")
              + ", got "
              + parameter);
    }
  }

  /** Makes a description with the default parameter. */
  public static ActivationSpec of(Activation function) {
    return new ActivationSpec(function, defaultParameter(function));
  }

  static ActivationSpec create(Activation function, Arguments arguments) {
    if (!hasParameter(function)) {
      return of(function);
    }
    double parameter =
        arguments.nextNumber(name(function), LEAST, MOST, defaultParameter(function));
    return new ActivationSpec(function, (float) parameter);
  }

  static String usage(Activation function) {
    return hasParameter(function)
        ? id(function) + "(" + name(function) + "=" + defaultParameter(function) + ")"
        : id(function);
  }

  static String id(Activation function) {
    return function.name().toLowerCase(Locale.ROOT);
  }

  private static boolean hasParameter(Activation function) {
    return function == Activation.LEAKY_RELU || function == Activation.ELU;
  }

  private static String name(Activation function) {
    return function == Activation.LEAKY_RELU ? "slope" : "alpha";
  }

  private static float defaultParameter(Activation function) {
    return switch (function) {
      case LEAKY_RELU -> DEFAULT_SLOPE;
      case ELU -> DEFAULT_ALPHA;
      default -> 0;
    };
  }

  /** Returns the id, the name in the text form. */
  public String id() {
    return id(function);
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
    return new ActivationLayer(context.kernels(), input, function, parameter);
  }

  @Override
  public String toString() {
    Expression.Builder text = Expression.builder(id());
    return parameter == defaultParameter(function)
        ? text.toString()
        : text.argument(parameter).toString();
  }
}
