package org.ae4j.convolutional;

import java.util.List;
import java.util.function.Function;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LayerSpec;

/** Adds convolutions, pooling and upsampling, and the convolutional autoencoder. */
public final class ConvolutionalPlugin implements AutoencoderPlugin {
  /** Made by the service loader. */
  public ConvolutionalPlugin() {}

  @Override
  public String id() {
    return "org.ae4j.convolutional";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<AutoencoderFactory> autoencoders() {
    return List.of(new ConvolutionalFactory());
  }

  @Override
  public List<LayerFactory> layers() {
    return List.of(
        new Factory(ConvSpec.ID, ConvSpec.USAGE, ConvSpec::create),
        new Factory(ConvTransposeSpec.ID, ConvTransposeSpec.USAGE, ConvTransposeSpec::create),
        pool(PoolSpec.Kind.MAX),
        pool(PoolSpec.Kind.AVERAGE),
        new Factory(UpsampleSpec.ID, UpsampleSpec.USAGE, UpsampleSpec::create));
  }

  private static LayerFactory pool(PoolSpec.Kind kind) {
    return new Factory(kind.id, kind.usage(), arguments -> PoolSpec.create(kind, arguments));
  }

  private record Factory(String id, String usage, Function<Arguments, LayerSpec> maker)
      implements LayerFactory {
    @Override
    public LayerSpec create(Arguments arguments) {
      return maker.apply(arguments);
    }
  }
}
