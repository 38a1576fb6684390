import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.kernels.vector.VectorPlugin;
import org.jspecify.annotations.NullMarked;

/** The kernels on the Vector API. */
@NullMarked
module org.ae4j.kernels.vector {
  requires java.management;
  requires jdk.incubator.vector;
  requires transitive org.ae4j.core;
  requires static jdk.management;
  requires static org.jspecify;

  provides AutoencoderPlugin with
      VectorPlugin;
}
