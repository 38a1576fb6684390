import org.jspecify.annotations.NullMarked;

/** The {@code ae} command. */
@NullMarked
module org.ae4j.cli {
  requires com.samskivert.jmustache;
  requires info.picocli;
  requires java.desktop;
  requires java.management;
  requires org.ae4j.anomaly;
  requires org.ae4j.clustering;
  requires org.ae4j.core;
  requires org.ae4j.manifold;
  requires org.ae4j.pictures;
  requires org.snakeyaml.engine;
  requires tools.jackson.databind;
  requires static org.jspecify;

  opens org.ae4j.cli to
      info.picocli;
  opens org.ae4j.cli.compare to
      tools.jackson.databind;
}
