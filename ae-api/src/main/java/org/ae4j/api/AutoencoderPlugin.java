package org.ae4j.api;

import java.util.List;
import org.ae4j.api.kernels.KernelsFactory;

/**
 * The one type that {@link java.util.ServiceLoader} looks for: what a jar adds to ae4j.
 *
 * <p>Declare it in {@code module-info} ({@code provides ... with ...}) and in {@code
 * META-INF/services}. It needs a public constructor without parameters that does no work. Ids must
 * not collide with another plugin's.
 */
public interface AutoencoderPlugin {
  /** The version of this interface family; a plugin built for a newer one is refused. */
  int SPI_VERSION = 1;

  /** Returns the plugin's id, for example {@code org.ae4j.vanilla}. */
  String id();

  /**
   * Returns the version of the SPI that the plugin was written for: the constant's value at its
   * compilation.
   */
  int spiVersion();

  /** Returns the variants that the plugin adds. */
  default List<AutoencoderFactory> autoencoders() {
    return List.of();
  }

  /** Returns the layers that the plugin adds. */
  default List<LayerFactory> layers() {
    return List.of();
  }

  /** Returns the losses that the plugin adds. */
  default List<LossFactory> losses() {
    return List.of();
  }

  /** Returns the optimizers that the plugin adds. */
  default List<OptimizerFactory> optimizers() {
    return List.of();
  }

  /** Returns the corruptions that the plugin adds. */
  default List<CorruptionFactory> corruptions() {
    return List.of();
  }

  /** Returns the data sets and formats that the plugin adds. */
  default List<DatasetFactory> datasets() {
    return List.of();
  }

  /** Returns the callbacks that the plugin adds. */
  default List<CallbackFactory> callbacks() {
    return List.of();
  }

  /** Returns the numerical loops that the plugin adds. */
  default List<KernelsFactory> kernels() {
    return List.of();
  }
}
