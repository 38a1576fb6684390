import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.core.BuiltInPlugin;
import org.jspecify.annotations.NullMarked;

/**
 * The engine: plugin registry, built-in layers, losses and optimizers, training, data sets, model
 * files.
 */
@NullMarked
module org.ae4j.core {
  requires transitive org.ae4j.api;
  requires com.google.common;
  requires com.google.guice;
  requires de.siegmar.fastcsv;
  requires java.desktop;
  requires java.net.http;
  requires jakarta.inject; // of Guice, which is an automatic module and cannot say so
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports org.ae4j.core;
  exports org.ae4j.core.corruption;
  exports org.ae4j.core.data;
  exports org.ae4j.core.kernels;
  exports org.ae4j.core.latent;
  exports org.ae4j.core.metrics;
  exports org.ae4j.core.model;
  exports org.ae4j.core.network;
  exports org.ae4j.core.plugin;
  exports org.ae4j.core.schedule;
  exports org.ae4j.core.training;

  uses AutoencoderPlugin;

  provides AutoencoderPlugin with
      BuiltInPlugin;
}
