import org.jspecify.annotations.NullMarked;

/** Micro-benchmarks. */
@NullMarked
module org.ae4j.bench {
  requires jmh.core;
  requires org.ae4j.core;
  requires static org.jspecify;
}
