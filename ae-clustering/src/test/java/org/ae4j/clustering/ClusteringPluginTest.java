package org.ae4j.clustering;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.testkit.PluginContract;

class ClusteringPluginTest extends PluginContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ClusteringPlugin();
  }
}
