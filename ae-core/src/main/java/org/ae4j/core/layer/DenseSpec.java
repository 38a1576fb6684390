package org.ae4j.core.layer;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.FusingLayerSpec;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;
import org.ae4j.api.kernels.Activation;
import org.jspecify.annotations.Nullable;

/**
 * Connects every input value with every unit: {@code dense(128)}, or {@code dense(1x28x28)} where
 * the units are an image.
 *
 * <p>Takes an input of any shape as plain features. Its mirror has a unit for each input value and
 * restores the input's shape.
 *
 * @param output what the units mean, usually plain features
 * @param bias whether each unit has a bias, which starts at 0
 * @param initializer one of {@link Initializers#names}, or {@link Initializers#AUTO}, which stands
 *     for {@code glorot_uniform} where the units are maps: few values feed very many there, and
 *     He's larger weights learn more slowly
 */
public record DenseSpec(Shape output, boolean bias, String initializer) implements FusingLayerSpec {
  static final String ID = "dense";
  static final String USAGE = "dense(units,bias=true,init=auto)";

  public DenseSpec {
    Initializers.require(initializer);
  }

  /** Makes a description of plain units with biases and the automatic initializer. */
  public static DenseSpec of(int units) {
    return new DenseSpec(Shape.features(units), true, Initializers.AUTO);
  }

  static DenseSpec create(Arguments arguments) {
    String units =
        arguments
            .nextText("units")
            .orElseThrow(
                () -> new ConfigurationException("dense needs units, for example dense(128)"));
    return new DenseSpec(
        parseUnits(units),
        arguments.flag("bias", true),
        arguments.text("init").orElse(Initializers.AUTO));
  }

  private static Shape parseUnits(String text) {
    try {
      return Shape.parse(text);
    } catch (ShapeException e) {
      throw new ConfigurationException(
          "dense: units must be a whole number of at least 1, or a shape such as 1x28x28, of at most 268435455 in all, got '"
              + text
              + "'",
          e);
    }
  }

  /** Returns the number of units. */
  public int units() {
    return output.size();
  }

  @Override
  public Shape outputShape(Shape input) {
    if ((long) input.size() * units() > Integer.MAX_VALUE / 2) {
      throw new ShapeException(
          this
              + " on "
              + input
              + " needs "
              + (long) input.size() * units()
              + " weights, more than "
              + Integer.MAX_VALUE / 2
              + "; use fewer units");
    }
    return output;
  }

  @Override
  public Optional<LayerSpec> mirror(Shape input) {
    return Optional.of(new DenseSpec(input, bias, initializer));
  }

  @Override
  public DenseLayer build(
      Shape input, LayerContext context, Activation activation, float parameter) {
    String chosen =
        initializer.equals(Initializers.AUTO) && output.rank() > 1
            ? Initializers.GLOROT_UNIFORM
            : initializer;
    Parameter weight = context.weights("weight", input.size(), outputShape(input).size(), chosen);
    return new DenseLayer(
        context.kernels(), input, output, weight, biasOrNull(context), activation, parameter);
  }

  private @Nullable Parameter biasOrNull(LayerContext context) {
    return bias ? context.vector("bias", units(), 0f) : null;
  }

  @Override
  public String toString() {
    return Expression.builder(ID)
        .argument(output)
        .argument("bias", bias, true)
        .argument("init", initializer, Initializers.AUTO)
        .toString();
  }
}
