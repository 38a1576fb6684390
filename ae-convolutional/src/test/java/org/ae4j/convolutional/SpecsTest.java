package org.ae4j.convolutional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ae4j.api.AutoencoderException;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.core.kernels.ReferenceKernels;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text forms, shapes, mirrors and refusals. */
class SpecsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conv(16,3,stride=2)          | 1x28x28  | 16x14x14 | conv_transpose(1,3,stride=2,output_padding=1)
          conv(32,3,stride=2)          | 16x14x14 | 32x7x7   | conv_transpose(16,3,stride=2,output_padding=1)
          conv(8,3,stride=2)           | 3x7x8    | 8x4x4    | conv_transpose(3,3,stride=2,output_padding=0x1)
          conv(8,2)                    | 3x5x6    | 8x5x6    | conv_transpose(3,2)
          conv(8,5x3,padding=valid)    | 3x9x9    | 8x5x7    | conv_transpose(3,5x3,padding=valid)
          conv(8,4,stride=3,padding=2) | 2x10     | 8x4      | conv_transpose(2,4,stride=3,padding=2,output_padding=1)
          conv_transpose(4,3,stride=2) | 8x5x5    | 4x9x9    | conv(8,3,stride=2)
          max_pool(2)                  | 3x8x6    | 3x4x3    | upsample(2)
          avg_pool(2x1)                | 3x8x6    | 3x4x6    | upsample(2x1)
          max_pool(3,stride=2)         | 3x9      | 3x4      | upsample(2)
          upsample(2)                  | 3x4      | 3x8      | avg_pool(2)
          """)
  void hasShapeAndMirror(String text, String input, String output, String mirror) {
    LayerSpec spec = LayerRun.parse(text);
    Shape shape = Shape.parse(input);

    assertThat(spec).hasToString(text).isEqualTo(LayerRun.parse(spec.toString()));
    assertThat(spec.outputShape(shape)).hasToString(output);
    assertThat(spec.mirror(shape).orElseThrow()).hasToString(mirror);
  }

  @ParameterizedTest
  @CsvSource({
    "'conv(4,3,padding=same,stride=1)', 'conv(4,3)'",
    "'conv(4,3x3,padding=0)', 'conv(4,3,padding=valid)'",
    "'max_pool(2,2)', max_pool(2)",
    "'conv_transpose(4,3,stride=2x2,output_padding=1x1)',"
        + " 'conv_transpose(4,3,stride=2,output_padding=1)'",
    "'conv(filters=4,kernel=3,init=he_normal)', 'conv(4,3,init=he_normal)'"
  })
  void leavesDefaultsOut(String text, String expected) {
    assertThat(LayerRun.parse(text)).hasToString(expected);
  }

  @RepeatedTest(300)
  void mirrorsRestoreShapes(RepetitionInfo repetition) {
    RandomStream random = RandomStream.of(repetition.getCurrentRepetition());
    int height = 1 + random.below(0, 12);
    int width = 1 + random.below(1, 12);
    int channels = 1 + random.below(2, 3);
    Shape input =
        random.below(3, 2) == 0
            ? Shape.sequence(channels, width)
            : Shape.image(channels, height, width);
    Extent kernel = extent(input, 1 + random.below(4, 5), 1 + random.below(5, 5));
    Extent stride = extent(input, 1 + random.below(6, 4), 1 + random.below(7, 4));
    Padding padding =
        random.below(8, 2) == 0
            ? Padding.SAME
            : new Padding(
                false,
                extent(input, random.below(9, kernel.height()), random.below(10, kernel.width())));
    ConvSpec conv = new ConvSpec(new Geometry(4, kernel, stride, padding, true, Geometry.AUTO));
    Extent seen = kernel.in(input, 1, conv);
    Extent zeros = padding.total(seen, input, conv);
    if (Window.height(input) + zeros.height() < seen.height()
        || Window.width(input) + zeros.width() < seen.width()) {
      assertThatThrownBy(() -> conv.outputShape(input)).hasMessageContaining("is larger than");
      return;
    }
    Shape output = conv.outputShape(input);
    LayerSpec mirror = conv.mirror(input).orElseThrow();

    assertThat(mirror.outputShape(output)).as("%s of %s", mirror, output).isEqualTo(input);
    assertThat(mirror.mirror(output)).contains(conv);
    assertThat(LayerRun.parse(mirror.toString())).isEqualTo(mirror);
    if (padding.same()) {
      assertThat(Window.width(output)).isEqualTo(-Math.floorDiv(-width, stride.width()));
    }
  }

  private static Extent extent(Shape input, int height, int width) {
    return input.isImage() ? new Extent(height, width) : Extent.of(width);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conv                                      | conv needs filters, a whole number from 1 to
          conv(16)                                  | conv needs a kernel, for example conv(16,3)
          conv(0,3)                                 | filters must be a whole number from 1 to
          conv(4,0)                                 | conv: kernel must be from 1 to 10000, got 0
          conv(4,3y3)                               | kernel must be a whole number or HEIGHTxWIDTH
          conv(4,3,stride=0x1)                      | conv: stride must be from 1 to 10000, got 0x1
          conv(4,3,padding=some)                    | padding must be same, valid or a whole number
          conv(4,3,padding=-1)                      | padding must be from 0
          conv(4,3,padding=3)                       | padding must be less than the kernel, 3, got 3
          conv(4,3,strid=2)                         | did you mean 'stride'?
          conv_transpose(4,3,output_padding=1)      | output_padding must be less than the stride, 1
          max_pool                                  | max_pool needs a size
          avg_pool(0)                               | avg_pool: size must be from 1
          upsample                                  | upsample needs a factor
          upsample(0)                               | upsample: factor must be from 1
          """)
  void refusesText(String text, String message) {
    assertThatThrownBy(() -> LayerRun.parse(text))
        .isInstanceOf(AutoencoderException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conv(4,3)                            | 784    | got 784 plain features; give the data a shape
          max_pool(2)                          | 784    | max_pool(2) needs an image
          upsample(2)                          | 784    | upsample(2) needs an image
          conv(4,5,padding=valid)              | 1x4x9  | the kernel is larger than its input 1x4x9
          conv(4,3x5)                          | 1x20   | is a sequence and has only a length
          max_pool(3)                          | 1x9x2  | the window is larger than its input 1x9x2
          conv_transpose(4,3,padding=2)        | 1x1x1  | use another padding
          """)
  void refusesInput(String text, String input, String message) {
    LayerSpec spec = LayerRun.parse(text);

    assertThatThrownBy(() -> spec.outputShape(Shape.parse(input)))
        .isInstanceOf(AutoencoderException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"'conv(4,3)'", "'conv_transpose(4,3)'"})
  void refusesAnActivationWhoseDerivativeNeedsTheInput(String text) {
    assertThatThrownBy(
            () ->
                LayerRun.build(
                    new ReferenceKernels(), text, Shape.image(1, 4, 4), Activation.GELU, 1))
        .hasMessageContaining("GELU cannot be merged");
  }
}
