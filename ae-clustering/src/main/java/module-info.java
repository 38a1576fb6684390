import org.jspecify.annotations.NullMarked;

/** Groups in rows and in codes. */
@NullMarked
module org.ae4j.clustering {
  requires transitive org.ae4j.core;
  requires static org.jspecify;
}
