package org.ae4j.testkit;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.core.BuiltInPlugin;

class CorePluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new BuiltInPlugin();
  }
}
