package org.ae4j.vanilla;

import java.util.List;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;

/** Adds the undercomplete autoencoder. */
public final class VanillaPlugin implements AutoencoderPlugin {
  /** Made by the service loader. */
  public VanillaPlugin() {}

  @Override
  public String id() {
    return "org.ae4j.vanilla";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<AutoencoderFactory> autoencoders() {
    return List.of(new VanillaFactory());
  }
}
