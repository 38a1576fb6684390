package org.ae4j.api;

import org.ae4j.api.kernels.Kernels;

/**
 * What the engine offers to {@link AutoencoderFactory#create}: text forms are read, and networks
 * built from them.
 */
public interface BuildContext {

  /** Returns the numerical loops in use. */
  Kernels kernels();

  /** Returns a loss by its text form. */
  Loss loss(String text);

  /**
   * Builds a network from layers in their text form.
   *
   * @param name under which the weights are saved, unique in the model
   */
  Network network(String name, Shape input, String layers);

  /**
   * Returns a vector of weights that stand in no layer, which start with the same value everywhere.
   *
   * @param name under which it is saved, unique in the model
   */
  Parameter vector(String name, int size, float value);

  /**
   * Builds the decoder of an encoder: the configured layers, or else the encoder's mirror, and the
   * output activation.
   *
   * <p>The configured output activation is taken, or else the one that the loss contains, or else
   * sigmoid where rows are scaled to [0, 1], or else none. Where the loss contains it, {@link
   * TrainingStep#forward} returns logits.
   *
   * @param code the shape that the decoder starts from
   * @param loss what the output will be compared by
   */
  Network decoder(AutoencoderConfig config, Shape code, Loss loss);

  /**
   * Builds the decoder as {@link #decoder} does, each dense layer with its mirror's weights
   * transposed and a bias of its own.
   *
   * @throws ConfigurationException if the encoder holds layers other than dense ones that have
   *     weights, or a decoder is configured
   */
  Network tiedDecoder(AutoencoderConfig config, Network encoder, Loss loss);
}
