package org.ae4j.clustering;

import java.util.List;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;

/** Adds the variants that cluster while they train. */
public final class ClusteringPlugin implements AutoencoderPlugin {
  /** Made by the service loader. */
  public ClusteringPlugin() {}

  @Override
  public String id() {
    return "org.ae4j.clustering";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<AutoencoderFactory> autoencoders() {
    return List.of(DeepClusteringFactory.dec(), DeepClusteringFactory.idec());
  }
}
