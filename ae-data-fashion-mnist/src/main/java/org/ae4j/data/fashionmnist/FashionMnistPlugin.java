package org.ae4j.data.fashionmnist;

import java.util.List;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.DatasetFactory;

/** Adds the embedded sample of Fashion-MNIST. */
public final class FashionMnistPlugin implements AutoencoderPlugin {
  /** Made by the service loader. */
  public FashionMnistPlugin() {}

  @Override
  public String id() {
    return "org.ae4j.data.fashionmnist";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<DatasetFactory> datasets() {
    return List.of(new FashionMnistSampleFactory());
  }
}
