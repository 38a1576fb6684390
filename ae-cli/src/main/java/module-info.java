import org.jspecify.annotations.NullMarked;

/** The {@code ae} command. */
@NullMarked
module org.ae4j.cli {
  requires info.picocli;
  requires org.ae4j.core;
  requires static org.jspecify;

  opens org.ae4j.cli to
      info.picocli;
}
