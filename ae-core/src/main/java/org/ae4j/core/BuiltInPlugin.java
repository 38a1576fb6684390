package org.ae4j.core;

import java.util.ArrayList;
import java.util.List;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LossFactory;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.api.kernels.KernelsFactory;
import org.ae4j.core.data.CsvFactory;
import org.ae4j.core.data.IdxFactory;
import org.ae4j.core.data.ImagesFactory;
import org.ae4j.core.data.MnistFactory;
import org.ae4j.core.data.NpyFactory;
import org.ae4j.core.kernels.ReferenceKernelsFactory;
import org.ae4j.core.layer.BuiltInLayers;
import org.ae4j.core.loss.BuiltInLosses;
import org.ae4j.core.optimizer.BuiltInOptimizers;
import org.ae4j.core.tabular.TableLoss;
import org.ae4j.core.tabular.TableSpec;

/** Contributes what the engine itself brings, the same way as any other plugin does. */
public final class BuiltInPlugin implements AutoencoderPlugin {

  /** Creates the plugin; found by {@link java.util.ServiceLoader}. */
  public BuiltInPlugin() {}

  @Override
  public String id() {
    return "org.ae4j.core";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<LayerFactory> layers() {
    return and(BuiltInLayers.factories(), TableSpec.factory());
  }

  @Override
  public List<LossFactory> losses() {
    return and(BuiltInLosses.factories(), TableLoss.factory());
  }

  @Override
  public List<OptimizerFactory> optimizers() {
    return BuiltInOptimizers.factories();
  }

  @Override
  public List<DatasetFactory> datasets() {
    return List.of(
        MnistFactory.fashionMnist(),
        MnistFactory.mnist(),
        new IdxFactory(),
        new CsvFactory(),
        new NpyFactory(),
        new ImagesFactory());
  }

  @Override
  public List<KernelsFactory> kernels() {
    return List.of(new ReferenceKernelsFactory());
  }

  private static <T> List<T> and(List<T> some, T another) {
    List<T> all = new ArrayList<>(some);
    all.add(another);
    return List.copyOf(all);
  }
}
