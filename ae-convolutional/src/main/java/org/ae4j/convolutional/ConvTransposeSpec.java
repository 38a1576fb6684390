package org.ae4j.convolutional;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.FusingLayerSpec;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Parameter;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;

/**
 * Spreads each value over a kernel's area, the way back from a {@link ConvSpec}: {@code
 * conv_transpose(16,3,stride=2,output_padding=1)}.
 *
 * <p>An output has (input - 1) * stride + kernel - padding + output padding values in each
 * direction: padding is cropped off, and the output padding is more at the end, which several sizes
 * of a convolution's input need to be told apart (Dumoulin and Visin, "A guide to convolution
 * arithmetic for deep learning", 2016). The weights are saved with a row for each kernel line,
 * kernel column and output channel, in this order, and a column for each input channel.
 *
 * @param outputPadding less than the stride
 */
record ConvTransposeSpec(Geometry geometry, Extent outputPadding) implements FusingLayerSpec {
  static final String ID = "conv_transpose";
  static final String USAGE =
      "conv_transpose(filters,kernel,stride=1,padding=same,output_padding=0,bias=true,init=auto)";

  ConvTransposeSpec {
    geometry.checked(ID);
    outputPadding.requireFrom(ID + ": output_padding", 0);
    if (outputPadding.height() >= geometry.stride().height()
        || outputPadding.width() >= geometry.stride().width()) {
      throw new ConfigurationException(
          ID
              + ": output_padding must be less than the stride, "
              + geometry.stride()
              + ", got "
              + outputPadding);
    }
  }

  static ConvTransposeSpec create(Arguments arguments) {
    Geometry geometry = Geometry.read(ID, arguments);
    return new ConvTransposeSpec(
        geometry,
        arguments
            .text("output_padding")
            .map(text -> Extent.parse(ID + ": output_padding", text, 0))
            .orElse(Extent.of(0)));
  }

  @Override
  public Shape outputShape(Shape input) {
    return geometry.image(input, outputPadding, this);
  }

  @Override
  public Optional<LayerSpec> mirror(Shape input) {
    return Optional.of(new ConvSpec(geometry.withFilters(input.dimension(0))));
  }

  @Override
  public Layer build(Shape input, LayerContext context, Activation activation, float parameter) {
    FusedActivation fused = new FusedActivation(context.kernels(), activation, parameter);
    Shape output = outputShape(input);
    Window window = geometry.window(output, input, this);
    int taps = window.patch() / window.channels();
    Parameter weight =
        context.weights(
            "weight",
            window.patch(),
            window.filters(),
            (double) taps * window.filters() / window.stride().area(),
            window.patch(),
            geometry.initializer());
    Parameter bias = geometry.bias() ? context.vector("bias", geometry.filters(), 0f) : null;
    return new ConvTransposeLayer(context.kernels(), input, output, window, weight, bias, fused);
  }

  @Override
  public String toString() {
    return geometry.text(ID).argument("output_padding", outputPadding, Extent.of(0)).toString();
  }
}
