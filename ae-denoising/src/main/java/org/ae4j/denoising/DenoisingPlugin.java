package org.ae4j.denoising;

import java.util.List;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.CorruptionFactory;

/** Adds corruptions, which any variant can train with, and the denoising autoencoder. */
public final class DenoisingPlugin implements AutoencoderPlugin {
  /** Made by the service loader. */
  public DenoisingPlugin() {}

  @Override
  public String id() {
    return "org.ae4j.denoising";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public List<AutoencoderFactory> autoencoders() {
    return List.of(new DenoisingFactory());
  }

  @Override
  public List<CorruptionFactory> corruptions() {
    return List.of(
        factory(Gaussian.ID, Gaussian.USAGE, Gaussian::create),
        factory(Masking.ID, Masking.USAGE, Masking::create),
        factory(SaltAndPepper.ID, SaltAndPepper.USAGE, SaltAndPepper::create),
        factory(Swap.ID, Swap.USAGE, Swap::create),
        factory(Block.ID, Block.USAGE, Block::create),
        factory(LineDropout.CHANNEL_ID, LineDropout.CHANNEL_USAGE, LineDropout::channels),
        factory(LineDropout.STEP_ID, LineDropout.STEP_USAGE, LineDropout::steps));
  }

  private static CorruptionFactory factory(String id, String usage, BuiltInCorruption.Maker maker) {
    return new BuiltInCorruption(id, usage, maker);
  }
}
