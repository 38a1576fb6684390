package org.ae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFoldersTest {

  @ParameterizedTest
  @CsvSource({
    "/prop, /env, /xdg, /prop/datasets/d",
    ", /env, /xdg, /env/datasets/d",
    ", , /xdg, /xdg/ae4j/datasets/d",
    ", '', /xdg, /xdg/ae4j/datasets/d",
    ", , relative, /home/u/.cache/ae4j/datasets/d",
    ", , , /home/u/.cache/ae4j/datasets/d"
  })
  void findsTheCache(String property, String environment, String xdg, String expected) {
    Map<String, String> home = Map.of("user.home", "/home/u");
    Path cache =
        DataFolders.cache(
            "d",
            name -> name.equals("ae.cache") ? property : home.get(name),
            name -> name.equals("AE4J_CACHE") ? environment : xdg);

    assertThat(cache).isEqualTo(Path.of(expected));
  }

  @Test
  void readsTheRealEnvironment() {
    assertThat(DataFolders.cache("mnist")).endsWithRaw(Path.of("datasets/mnist"));
  }
}
