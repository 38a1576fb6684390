package ${package};

import java.util.List;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.LayerFactory;

/** Adds the variant {@code decorrelated} and the layer {@code snake}. */
public final class ExamplePlugin implements AutoencoderPlugin {
  /** Made by the service loader. */
  public ExamplePlugin() {}

  @Override
  public String id() {
    return "${package}";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<AutoencoderFactory> autoencoders() {
    return List.of(new DecorrelatedFactory());
  }

  @Override
  public List<LayerFactory> layers() {
    return List.of(new SnakeFactory());
  }
}
