package org.ae4j.kernels.vector;

import java.util.List;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.kernels.KernelsFactory;

/** Adds the kernels {@code vector}; loads everywhere, also where the Vector API is missing. */
public final class VectorPlugin implements AutoencoderPlugin {

  /** Makes the plugin. */
  public VectorPlugin() {}

  @Override
  public String id() {
    return "org.ae4j.kernels.vector";
  }

  @Override
  public int spiVersion() {
    return AutoencoderPlugin.SPI_VERSION;
  }

  @Override
  public List<KernelsFactory> kernels() {
    return List.of(new VectorKernelsFactory());
  }
}
