package ${package};

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.LayerContract;
import org.ae4j.testkit.LayerExample;

class SnakeTest extends LayerContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ExamplePlugin();
  }

  @Override
  protected Stream<LayerExample> layers() {
    return Stream.of(LayerExample.of("snake", "5"), LayerExample.of("snake(0.5)", "2x3x3"));
  }
}
