import org.jspecify.annotations.NullMarked;

/** What does not fit: any trained model as a detector. */
@NullMarked
module org.ae4j.anomaly {
  requires transitive org.ae4j.core;
  requires static org.jspecify;

  exports org.ae4j.anomaly;
}
