package com.example.contractive;

import java.util.List;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;

/** Adds the contractive autoencoder. */
public final class ContractivePlugin implements AutoencoderPlugin {
  /** Made by the service loader. */
  public ContractivePlugin() {}

  @Override
  public String id() {
    return "com.example.contractive";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<AutoencoderFactory> autoencoders() {
    return List.of(new ContractiveFactory());
  }
}
