package org.ae4j.convolutional;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;

/**
 * Repeats each value in each direction: {@code upsample(2)}.
 *
 * <p>Its mirror is the mean over what was repeated.
 *
 * @param factor how often
 */
record UpsampleSpec(Extent factor) implements LayerSpec {
  static final String ID = "upsample";
  static final String USAGE = "upsample(factor)";

  UpsampleSpec {
    factor.requireFrom(ID + ": factor", 1);
  }

  static UpsampleSpec create(Arguments arguments) {
    String text =
        arguments
            .nextText("factor")
            .orElseThrow(
                () ->
                    new ConfigurationException("upsample needs a factor, for example upsample(2)"));
    return new UpsampleSpec(Extent.parse(ID + ": factor", text, 1));
  }

  @Override
  public Shape outputShape(Shape input) {
    Geometry.requireRank(input, this);
    Extent f = factor.in(input, 1, this);
    return Window.like(
        input,
        input.dimension(0),
        Math.multiplyExact(Window.height(input), f.height()),
        Math.multiplyExact(Window.width(input), f.width()));
  }

  @Override
  public Optional<LayerSpec> mirror(Shape input) {
    return Optional.of(new PoolSpec(PoolSpec.Kind.AVERAGE, factor, factor));
  }

  @Override
  public Layer build(Shape input, LayerContext context) {
    Shape output = outputShape(input);
    Extent f = factor.in(input, 1, this);
    return new UpsampleLayer(input, output, Window.of(output, input, f, f, Extent.of(0)));
  }

  @Override
  public String toString() {
    return Expression.builder(ID).argument(factor).toString();
  }
}
