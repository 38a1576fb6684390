import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.vanilla.VanillaPlugin;
import org.jspecify.annotations.NullMarked;

/** The undercomplete autoencoder. */
@NullMarked
module org.ae4j.vanilla {
  requires transitive org.ae4j.api;
  requires static org.jspecify;

  provides AutoencoderPlugin with
      VanillaPlugin;
}
