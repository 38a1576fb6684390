package org.ae4j.core.layer;

import java.util.Optional;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;

/** Turns each row into positive values that sum to 1: {@code softmax}. */
public record SoftmaxSpec() implements LayerSpec {
  static final String ID = "softmax";

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
    return new SoftmaxLayer(context.kernels(), input);
  }

  @Override
  public String toString() {
    return ID;
  }
}
