import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.denoising.DenoisingPlugin;
import org.jspecify.annotations.NullMarked;

/** Corruptions of inputs, and the autoencoder that restores them. */
@NullMarked
module org.ae4j.denoising {
  requires transitive org.ae4j.api;
  requires static org.jspecify;

  provides AutoencoderPlugin with
      DenoisingPlugin;
}
