import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.convolutional.ConvolutionalPlugin;
import org.jspecify.annotations.NullMarked;

/** Convolutions, pooling and upsampling, and the convolutional autoencoder. */
@NullMarked
module org.ae4j.convolutional {
  requires transitive org.ae4j.api;
  requires static org.jspecify;

  provides AutoencoderPlugin with
      ConvolutionalPlugin;
}
