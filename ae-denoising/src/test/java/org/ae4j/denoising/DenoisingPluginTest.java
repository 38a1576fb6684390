package org.ae4j.denoising;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.PluginContract;

class DenoisingPluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new DenoisingPlugin();
  }
}
