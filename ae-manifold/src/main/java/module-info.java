import org.jspecify.annotations.NullMarked;

/** Maps of rows and codes in two dimensions. */
@NullMarked
module org.ae4j.manifold {
  requires transitive org.ae4j.core;
  requires static org.jspecify;

  exports org.ae4j.manifold;
}
