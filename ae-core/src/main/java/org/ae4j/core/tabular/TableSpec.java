package org.ae4j.core.tabular;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;

/**
 * Leaves numbers as they are, and turns what stands for yes or no into a probability and what
 * stands for categories into probabilities that sum to 1: {@code table(4n,b,c5,n?)}.
 *
 * @param layout what the features are
 */
public record TableSpec(TableLayout layout) implements LayerSpec {

  /** Returns the factory of {@code table(...)}. */
  public static LayerFactory factory() {
    return new Factory();
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.size() != layout.features()) {
      throw new ShapeException(
          this + " is for rows of " + layout.features() + " features, got " + input);
    }
    return input;
  }

  @Override
  public boolean follows() {
    return true;
  }

  /** Empty, so that a decoder leaves it out. */
  @Override
  public Optional<LayerSpec> mirror(Shape input) {
    return Optional.empty();
  }

  @Override
  public Layer build(Shape input, LayerContext context) {
    return new TableLayer(context.kernels(), outputShape(input), layout);
  }

  @Override
  public String toString() {
    return layout.toString();
  }

  private static final class Factory implements LayerFactory {
    @Override
    public String id() {
      return TableLayout.ID;
    }

    @Override
    public String usage() {
      return TableLayout.ID + "(" + TableLayout.USAGE + ")";
    }

    @Override
    public LayerSpec create(Arguments arguments) {
      return new TableSpec(TableLayout.read(arguments));
    }
  }
}
