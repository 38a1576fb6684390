package org.ae4j.api;

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
   * Makes an autoencoder.
   *
   * @throws ConfigurationException if the configuration cannot be used; nothing was trained
   * @throws ShapeException if the layers do not fit together or do not restore the input's shape
   */
  Autoencoder create(AutoencoderConfig config, BuildContext context);
}
