package org.ae4j.variational;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.PluginContract;

class VariationalPluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new VariationalPlugin();
  }
}
