import org.jspecify.annotations.NullMarked;

/** The {@code ae} command. */
@NullMarked
module org.ae4j.cli {
  requires info.picocli;
  requires java.desktop;
  requires org.ae4j.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  opens org.ae4j.cli to
      info.picocli;
}
