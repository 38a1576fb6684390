package org.ae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LossFactory;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.api.kernels.KernelsFactory;
import org.junit.jupiter.api.Test;

class BuiltInPluginTest {

  @Test
  void bringsWhatTheEngineNeeds() {
    AutoencoderPlugin plugin = new BuiltInPlugin();

    assertThat(plugin.id()).isEqualTo("org.ae4j.core");
    assertThat(plugin.spiVersion()).isEqualTo(AutoencoderPlugin.SPI_VERSION);
    assertThat(plugin.layers())
        .extracting(LayerFactory::id)
        .contains("dense", "relu", "sigmoid", "softmax", "dropout", "batchnorm", "layernorm");
    assertThat(plugin.losses()).extracting(LossFactory::id).contains("mse", "bce");
    assertThat(plugin.optimizers()).extracting(OptimizerFactory::id).contains("adam", "sgd");
    assertThat(plugin.datasets())
        .extracting(DatasetFactory::id)
        .contains("fashion-mnist", "mnist")
        .doesNotHaveDuplicates();
    assertThat(plugin.kernels()).extracting(KernelsFactory::id).containsExactly("reference");
  }

  @Test
  void referenceKernelsAreTheSlowestAndAlwaysThere() {
    KernelsFactory factory = new BuiltInPlugin().kernels().get(0);

    assertThat(factory.unavailable()).isEmpty();
    assertThat(factory.speed()).isZero();
    assertThat(factory.create().id()).isEqualTo(factory.id());
  }
}
