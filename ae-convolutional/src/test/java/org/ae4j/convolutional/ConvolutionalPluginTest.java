package org.ae4j.convolutional;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.PluginContract;

class ConvolutionalPluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ConvolutionalPlugin();
  }
}
