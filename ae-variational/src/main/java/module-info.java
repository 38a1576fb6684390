import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.variational.VariationalPlugin;
import org.jspecify.annotations.NullMarked;

/** Autoencoders with a Gaussian code. */
@NullMarked
module org.ae4j.variational {
  requires transitive org.ae4j.api;
  requires static org.jspecify;

  provides AutoencoderPlugin with
      VariationalPlugin;
}
