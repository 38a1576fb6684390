package org.ae4j.variational;

import java.util.List;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;

/** Adds the variational autoencoder. */
public final class VariationalPlugin implements AutoencoderPlugin {
  /** Made by the service loader. */
  public VariationalPlugin() {}

  @Override
  public String id() {
    return "org.ae4j.variational";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<AutoencoderFactory> autoencoders() {
    return List.of(new VariationalFactory(Noise.NORMAL));
  }
}
