import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.clustering.ClusteringPlugin;
import org.jspecify.annotations.NullMarked;

/** Groups in rows and in codes, and autoencoders whose codes gather in groups. */
@NullMarked
module org.ae4j.clustering {
  requires transitive org.ae4j.core;
  requires static org.jspecify;

  exports org.ae4j.clustering;

  provides AutoencoderPlugin with
      ClusteringPlugin;
}
