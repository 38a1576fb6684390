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
 * Sets values to zero at random while training: {@code dropout(0.2)}.
 *
 * <p>Those that remain are scaled by 1 / (1 - rate), so that nothing has to change outside of
 * training (Srivastava et al., 2014, in the inverted form). A decoder leaves it out.
 *
 * @param rate the probability of a zero, from 0 to 0.99
 */
public record DropoutSpec(double rate) implements LayerSpec {
  static final String ID = "dropout";
  static final String USAGE = "dropout(0.5)";
  private static final double DEFAULT_RATE = 0.5;
  private static final double MOST = 0.99;

  public DropoutSpec {
    if (!(rate >= 0 && rate <= MOST)) {
      throw new ConfigurationException("dropout: rate must be from 0 to " + MOST + ", got " + rate);
    }
  }

  static DropoutSpec create(Arguments arguments) {
    return new DropoutSpec(arguments.nextNumber("rate", 0, MOST, DEFAULT_RATE));
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
    return Optional.empty();
  }

  @Override
  public Layer build(Shape input, LayerContext context) {
    return new DropoutLayer(input, rate);
  }

  @Override
  public String toString() {
    return Expression.builder(ID).argument(rate).toString();
  }
}
