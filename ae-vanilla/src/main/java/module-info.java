import org.jspecify.annotations.NullMarked;

/** The plain autoencoder. */
@NullMarked
module org.ae4j.vanilla {
  requires transitive org.ae4j.api;
  requires static org.jspecify;
}
