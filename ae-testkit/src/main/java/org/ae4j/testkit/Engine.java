package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.plugin.PluginLoader;
import org.ae4j.core.plugin.PluginSource;
import org.ae4j.core.plugin.Registry;

/** The engine with a plugin, on the reference kernels. */
final class Engine {
  private Engine() {}

  /** Takes the plugin as it is found, or as it is given where it is not declared. */
  static Autoencoders with(AutoencoderPlugin plugin, int threads) {
    Registry found = PluginLoader.load();
    Autoencoders.Builder builder = Autoencoders.builder().kernels("reference").threads(threads);
    if (found.plugins().stream().noneMatch(source -> source.plugin().equals(plugin.id()))) {
      builder.plugin(plugin);
    }
    Autoencoders engine = builder.build();
    List<String> providers =
        engine.registry().plugins().stream()
            .filter(source -> source.plugin().equals(plugin.id()))
            .map(PluginSource::provider)
            .toList();
    assertThat(providers)
        .as("class of plugin '%s'; left out: %s", plugin.id(), engine.registry().failures())
        .containsExactly(plugin.getClass().getName());
    return engine;
  }

  static byte[] bytes(TrainedAutoencoder model, Path folder) {
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
