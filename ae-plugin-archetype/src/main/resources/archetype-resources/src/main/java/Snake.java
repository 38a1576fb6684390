package ${package};

import java.util.Optional;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;

/**
 * Applies x + sin(ax)^2 / a to each value, for data that repeats (Ziyin et al., "Neural networks
 * fail to learn periodic functions and how to fix it", 2020).
 *
 * @param frequency the a
 */
record Snake(double frequency) implements LayerSpec {
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
    return new SnakeLayer(input, frequency);
  }

  /** Returns the text form, as the factory reads it. */
  @Override
  public String toString() {
    return "snake(" + frequency + ")";
  }
}
