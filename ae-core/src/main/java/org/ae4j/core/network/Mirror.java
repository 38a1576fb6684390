package org.ae4j.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.FusingLayerSpec;
import org.ae4j.api.Layer;
import org.ae4j.api.LayerContext;
import org.ae4j.api.LayerSpec;
import org.ae4j.api.Network;
import org.ae4j.api.Shape;
import org.ae4j.api.kernels.Activation;
import org.ae4j.core.layer.DenseLayer;
import org.ae4j.core.layer.TiedDenseLayer;

/**
 * Derives a decoder from its encoder.
 *
 * <p>The layers that change the shape are mirrored in reverse order. What follows such a layer in
 * the encoder (activation, normalization) follows, in the same order, the mirrored layer that
 * restores the same shape. What follows the last one acts on the code, and what comes before the
 * first one on the input; neither is repeated.
 */
final class Mirror {
  private Mirror() {}

  /** Returns the layers that lead from the encoder's code back to its input. */
  static List<LayerSpec> of(List<LayerSpec> encoder, Shape input) {
    List<Block> blocks = blocks(encoder, input);
    List<LayerSpec> decoder = new ArrayList<>();
    for (int i = blocks.size() - 1; i >= 0; i--) {
      Block block = blocks.get(i);
      LayerSpec mirror =
          block
              .transform
              .mirror(block.input)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "layer " + block.transform + " has no mirror; give the decoder as text"));
      decoder.add(mirror);
      if (i > 0) {
        Block shaped = blocks.get(i - 1);
        shaped.followers.forEach(f -> f.mirror(block.input).ifPresent(decoder::add));
      }
    }
    return decoder;
  }

  /** Returns the same, with each dense layer's weights shared by its mirror. */
  static List<LayerSpec> tied(List<LayerSpec> encoder, Shape input, Network built) {
    List<DenseLayer> dense = new ArrayList<>();
    for (Layer layer : built.layers()) {
      if (layer instanceof DenseLayer d) {
        dense.add(d);
      } else if (!layer.parameters().isEmpty()) {
        throw new ConfigurationException(
            "tied weights need an encoder whose only weights are in dense layers, got "
                + layer.parameters());
      }
    }
    List<LayerSpec> decoder = new ArrayList<>();
    int next = dense.size() - 1;
    for (LayerSpec spec : of(encoder, input)) {
      decoder.add(spec.follows() ? spec : new TiedSpec(dense.get(next--)));
    }
    return decoder;
  }

  private static List<Block> blocks(List<LayerSpec> encoder, Shape input) {
    List<Block> blocks = new ArrayList<>();
    Shape shape = input;
    for (LayerSpec spec : encoder) {
      if (!spec.follows()) {
        blocks.add(new Block(spec, shape, new ArrayList<>()));
      } else if (!blocks.isEmpty()) {
        blocks.get(blocks.size() - 1).followers.add(spec);
      }
      shape = spec.outputShape(shape);
    }
    return blocks;
  }

  /** A layer that changes the shape, and what acts on its result. */
  private record Block(LayerSpec transform, Shape input, List<LayerSpec> followers) {}

  private record TiedSpec(DenseLayer source) implements FusingLayerSpec {
    @Override
    public Shape outputShape(Shape input) {
      return source.inputShape();
    }

    @Override
    public Optional<LayerSpec> mirror(Shape input) {
      return Optional.empty();
    }

    @Override
    public Layer build(Shape input, LayerContext context, Activation activation, float parameter) {
      return new TiedDenseLayer(source, context, activation, parameter);
    }

    @Override
    public String toString() {
      return "tied_dense(" + source.inputShape() + ")";
    }
  }
}
