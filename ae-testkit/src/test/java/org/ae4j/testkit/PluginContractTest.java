package org.ae4j.testkit;

import java.util.List;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Callback;
import org.ae4j.api.CallbackFactory;
import org.ae4j.core.BuiltInPlugin;

class PluginContractTest extends BrokenPromises {
  PluginContractTest() {
    super(PluginContract.class, Subject.class);
  }

  static class Subject extends PluginContract {
    @Override
    protected AutoencoderPlugin plugin() {
      return keepsAll() ? new BuiltInPlugin() : new Nowhere();
    }
  }

  /** Declared nowhere, private, and with an id that nobody can write. */
  private static final class Nowhere implements AutoencoderPlugin {
    @Override
    public String id() {
      return "org.ae4j.nowhere";
    }

    @Override
    public int spiVersion() {
      return SPI_VERSION;
    }

    @Override
    public List<CallbackFactory> callbacks() {
      return List.of(new Spaced());
    }
  }

  private static final class Spaced implements CallbackFactory {
    @Override
    public String id() {
      return "two words";
    }

    @Override
    public String usage() {
      return "two words";
    }

    @Override
    public Callback create(Arguments arguments) {
      throw new UnsupportedOperationException();
    }
  }
}
