package com.example.contractive;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.PluginContract;

class ContractivePluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ContractivePlugin();
  }
}
