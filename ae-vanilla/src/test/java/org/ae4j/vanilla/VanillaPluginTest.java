package org.ae4j.vanilla;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.PluginContract;

class VanillaPluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new VanillaPlugin();
  }
}
