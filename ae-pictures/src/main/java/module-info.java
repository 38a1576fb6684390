import org.jspecify.annotations.NullMarked;

/** Images of rows, charts of losses and maps of codes, for files, pages and notebooks. */
@NullMarked
module org.ae4j.pictures {
  requires transitive org.ae4j.core;
  requires com.samskivert.jmustache;
  requires java.desktop;
  requires static org.jspecify;
  requires static rapaio.jupyter.kernel;

  exports org.ae4j.pictures;
}
