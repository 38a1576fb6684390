package org.ae4j.convolutional;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.FusingLayerSpec;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;

/**
 * Slides kernels over an image or a sequence: {@code conv(16,3,stride=2)}.
 *
 * <p>Computed as a cross-correlation, as in other frameworks. An output has (input + padding -
 * kernel) / stride + 1 values in each direction, rounded down. The weights are saved with a row for
 * each kernel line, kernel column and input channel, in this order, and a column for each filter.
 */
record ConvSpec(Geometry geometry) implements FusingLayerSpec {
  static final String ID = "conv";
  static final String USAGE = "conv(filters,kernel,stride=1,padding=same,bias=true,init=auto)";

  ConvSpec {
    geometry.checked(ID);
  }

  static ConvSpec create(Arguments arguments) {
    return new ConvSpec(Geometry.read(ID, arguments));
  }

  @Override
  public Shape outputShape(Shape input) {
    return geometry.map(input, this);
  }

  /** Returns the transposed convolution, with the output padding that restores the exact input. */
  @Override
  public Optional<LayerSpec> mirror(Shape input) {
    return Optional.of(
        new ConvTransposeSpec(
            geometry.withFilters(input.dimension(0)), geometry.remainder(input, this)));
  }

  @Override
  public Layer build(Shape input, LayerContext context, Activation activation, float parameter) {
    FusedActivation fused = new FusedActivation(context.kernels(), activation, parameter);
    Shape output = outputShape(input);
    Window window = geometry.window(input, output, this);
    int taps = window.patch() / window.channels();
    Parameter weight =
        context.weights(
            "weight",
            window.patch(),
            geometry.filters(),
            window.patch(),
            (double) taps * geometry.filters() / window.stride().area(),
            geometry.initializer());
    Parameter bias = geometry.bias() ? context.vector("bias", geometry.filters(), 0f) : null;
    return new ConvLayer(context.kernels(), input, output, window, weight, bias, fused);
  }

  @Override
  public String toString() {
    return geometry.text(ID).toString();
  }
}
