package org.ae4j.convolutional;

import org.ae4j.api.Arguments;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;
import org.ae4j.api.Shape;
import org.ae4j.api.ShapeException;

/**
 * What convolutions and transposed convolutions are described by.
 *
 * @param filters channels of the output
 * @param kernel how much of an image a position of a map sees
 * @param stride the distance of two positions' views
 * @param padding the zeros around the image
 * @param bias whether each filter has a bias, which starts at 0
 * @param initializer an id such as {@code he_uniform}, or {@code auto}
 */
record Geometry(
    int filters, Extent kernel, Extent stride, Padding padding, boolean bias, String initializer) {
  static final String AUTO = "auto";
  private static final int MOST_FILTERS = 1 << 20;

  /** Checks each field and says its range. */
  Geometry checked(String layer) {
    if (filters < 1 || filters > MOST_FILTERS) {
      throw new ConfigurationException(
          layer + ": filters must be from 1 to " + MOST_FILTERS + ", got " + filters);
    }
    kernel.requireFrom(layer + ": kernel", 1);
    stride.requireFrom(layer + ": stride", 1);
    padding.requireLessThan(layer, kernel);
    return this;
  }

  static Geometry read(String layer, Arguments arguments) {
    int filters = arguments.nextInt("filters", 1, MOST_FILTERS);
    String kernel =
        arguments
            .nextText("kernel")
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        layer + " needs a kernel, for example " + layer + "(16,3) or (16,3x5)"));
    return new Geometry(
        filters,
        Extent.parse(layer + ": kernel", kernel, 1),
        arguments
            .text("stride")
            .map(text -> Extent.parse(layer + ": stride", text, 1))
            .orElse(Extent.of(1)),
        arguments.text("padding").map(text -> Padding.parse(layer, text)).orElse(Padding.SAME),
        arguments.flag("bias", true),
        arguments.text("init").orElse(AUTO));
  }

  Geometry withFilters(int number) {
    return new Geometry(number, kernel, stride, padding, bias, initializer);
  }

  /** Returns the shape of the map that leads over an image. */
  Shape map(Shape image, Object layer) {
    requireRank(image, layer);
    Extent k = kernel.in(image, 1, layer);
    Extent s = stride.in(image, 1, layer);
    Extent zeros = padding.total(k, image, layer);
    int height = Window.height(image) + zeros.height() - k.height();
    int width = Window.width(image) + zeros.width() - k.width();
    if (height < 0 || width < 0) {
      throw new ShapeException(
          layer
              + ": the kernel is larger than its input "
              + image
              + " with padding "
              + padding
              + "; use a smaller kernel or padding=same");
    }
    return Window.like(image, filters, height / s.height() + 1, width / s.width() + 1);
  }

  /** Returns the shape of the image that a map is spread over. */
  Shape image(Shape map, Extent more, Object layer) {
    requireRank(map, layer);
    Extent k = kernel.in(map, 1, layer);
    Extent s = stride.in(map, 1, layer);
    Extent zeros = padding.total(k, map, layer);
    Extent m = more.in(map, 0, layer);
    long height = extent(Window.height(map), k.height(), s.height(), zeros.height(), m.height());
    long width = extent(Window.width(map), k.width(), s.width(), zeros.width(), m.width());
    if (Math.min(height, width) < 1 || Math.max(height, width) > Integer.MAX_VALUE) {
      throw new ShapeException(
          layer + " makes " + height + " x " + width + " of " + map + "; use another padding");
    }
    return Window.like(map, filters, (int) height, (int) width);
  }

  private static long extent(int map, int kernel, int stride, int zeros, int more) {
    return (map - 1L) * stride + kernel - zeros + more;
  }

  /** Returns how many values at an image's end a transposed convolution must add to restore it. */
  Extent remainder(Shape image, Object layer) {
    Extent k = kernel.in(image, 1, layer);
    Extent s = stride.in(image, 1, layer);
    Extent zeros = padding.total(k, image, layer);
    int height = (Window.height(image) + zeros.height() - k.height()) % s.height();
    int width = (Window.width(image) + zeros.width() - k.width()) % s.width();
    return image.isImage() ? new Extent(height, width) : Extent.of(width);
  }

  /** Returns the window between an image and a map. */
  Window window(Shape image, Shape map, Object layer) {
    Extent k = kernel.in(image, 1, layer);
    Extent s = stride.in(image, 1, layer);
    return Window.of(image, map, k, s, padding.before(k, image, layer));
  }

  /** Refuses plain features. */
  static void requireRank(Shape input, Object layer) {
    if (input.rank() < 2) {
      throw new ShapeException(
          layer
              + " needs an image (channels x height x width) or a sequence (channels x length), got "
              + input
              + " plain features; give the data a shape such as 1x28x28, or use dense layers");
    }
  }

  /** Writes all but what only one of the layers has. */
  Expression.Builder text(String id) {
    return Expression.builder(id)
        .argument(filters)
        .argument(kernel)
        .argument("stride", stride, Extent.of(1))
        .argument("padding", padding, Padding.SAME)
        .argument("bias", bias, true)
        .argument("init", initializer, AUTO);
  }
}
