package org.ae4j.convolutional;

import java.util.Optional;
import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;

/**
 * Takes the greatest value, or the mean, of each window of each channel: {@code max_pool(2)}.
 *
 * <p>Without padding: an output has (input - size) / stride + 1 values in each direction, rounded
 * down. Its mirror is {@code upsample} by the stride, which restores an input that the windows
 * cover exactly, without overlap.
 *
 * @param kind which of the two
 * @param size of a window
 * @param stride the distance of two windows
 */
record PoolSpec(Kind kind, Extent size, Extent stride) implements LayerSpec {

  /** What a window is reduced to. */
  enum Kind {
    MAX("max_pool"),
    AVERAGE("avg_pool");

    final String id;

    Kind(String id) {
      this.id = id;
    }

    String usage() {
      return id + "(size,stride=size)";
    }
  }

  PoolSpec {
    size.requireFrom(kind.id + ": size", 1);
    stride.requireFrom(kind.id + ": stride", 1);
  }

  static PoolSpec create(Kind kind, Arguments arguments) {
    String text =
        arguments
            .nextText("size")
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        kind.id + " needs a size, for example " + kind.id + "(2)"));
    Extent size = Extent.parse(kind.id + ": size", text, 1);
    return new PoolSpec(
        kind,
        size,
        arguments
            .nextText("stride")
            .map(given -> Extent.parse(kind.id + ": stride", given, 1))
            .orElse(size));
  }

  @Override
  public Shape outputShape(Shape input) {
    Geometry.requireRank(input, this);
    Extent k = size.in(input, 1, this);
    Extent s = stride.in(input, 1, this);
    int height = Window.height(input) - k.height();
    int width = Window.width(input) - k.width();
    if (height < 0 || width < 0) {
      throw new ShapeException(
          this + ": the window is larger than its input " + input + "; use a smaller one");
    }
    int channels = input.dimension(0);
    return Window.like(input, channels, height / s.height() + 1, width / s.width() + 1);
  }

  @Override
  public Optional<LayerSpec> mirror(Shape input) {
    return Optional.of(new UpsampleSpec(stride));
  }

  @Override
  public Layer build(Shape input, LayerContext context) {
    Shape output = outputShape(input);
    Extent k = size.in(input, 1, this);
    Extent s = stride.in(input, 1, this);
    Window window = Window.of(input, output, k, s, Extent.of(0));
    return kind == Kind.MAX
        ? new MaxPoolLayer(input, output, window)
        : new AveragePoolLayer(input, output, window);
  }

  @Override
  public String toString() {
    return Expression.builder(kind.id).argument(size).argument("stride", stride, size).toString();
  }
}
