import org.ae4j.api.AutoencoderPlugin;
import org.jspecify.annotations.NullMarked;

/** Contract tests that the author of a plugin extends. */
@NullMarked
@SuppressWarnings("opens") // the contracts' classes are there for JUnit to look into
open module org.ae4j.testkit {
  requires transitive org.ae4j.api;
  requires org.ae4j.core;
  requires org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires static org.jspecify;

  exports org.ae4j.testkit;

  uses AutoencoderPlugin;
}
