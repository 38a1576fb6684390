import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.data.fashionmnist.FashionMnistPlugin;
import org.jspecify.annotations.NullMarked;

/** A small sample of Fashion-MNIST, embedded in the jar. */
@NullMarked
module org.ae4j.data.fashionmnist {
  requires transitive org.ae4j.api;
  requires org.ae4j.core;
  requires static org.jspecify;

  provides AutoencoderPlugin with
      FashionMnistPlugin;
}
