package org.ae4j.api;

import java.util.Optional;

/** Makes autoencoders of one variant; contributed by a plugin. */
public interface AutoencoderFactory {

  /** Returns the id, for example {@code vanilla}. */
  String id();

  /** Says in one line what the variant is for. */
  String description();

  /** Returns the variant's options with their defaults, for help: {@code tied=false l1=0}. */
  default String usage() {
    return "";
  }

  /**
   * Tells whether a trained model reconstructs what it encodes, so that it can be compared with
   * others by that.
   */
  default boolean reconstructs() {
    return true;
  }

  /** Returns the corruption that the variant trains with where the configuration has none. */
  default Optional<String> defaultCorruption() {
    return Optional.empty();
  }

  /**
   * Returns the encoder that suits a shape of input where nobody says which, as text and without an
   * activation of the code; empty for dense layers.
   *
   * @param code the number of values in a code
   * @param activation the id of the activation of hidden layers
   * @throws ShapeException if the variant is not for such inputs
   */
  default Optional<String> defaultEncoder(Shape input, int code, String activation) {
    return Optional.empty();
  }

  /**
   * Makes an autoencoder.
   *
   * @throws ConfigurationException if the configuration cannot be used; nothing was trained
   * @throws ShapeException if the layers do not fit together or do not restore the input's shape
   */
  Autoencoder create(AutoencoderConfig config, BuildContext context);
}
