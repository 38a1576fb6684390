import org.jspecify.annotations.NullMarked;

/** What plugins implement and exchange. */
@NullMarked
module org.ae4j.api {
  requires transitive ejml.core;
  requires transitive ejml.fdense;
  requires static transitive org.jspecify;
  requires transitive org.slf4j;

  exports org.ae4j.api;
  exports org.ae4j.api.kernels;
}
