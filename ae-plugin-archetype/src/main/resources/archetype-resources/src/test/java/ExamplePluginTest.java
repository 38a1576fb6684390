package ${package};

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.PluginContract;

class ExamplePluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ExamplePlugin();
  }
}
