package org.ae4j.data.fashionmnist;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.PluginContract;

class FashionMnistPluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new FashionMnistPlugin();
  }
}
