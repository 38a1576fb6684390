package org.ae4j.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir Path folder;

  @Test
  void doesNotDependOnTheOrderOfSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("b", "2");
    settings.put("a", "1");

    assertThat(new Fingerprint().add(settings).text())
        .hasSize(16)
        .isEqualTo(new Fingerprint().add(Map.of("a", "1", "b", "2")).text())
        .isNotEqualTo(new Fingerprint().add(Map.of("a", "1", "b", "3")).text());
  }

  @Test
  void keepsNamesAndValuesApart() {
    assertThat(new Fingerprint().add("a", "1b:1:2").text())
        .isNotEqualTo(new Fingerprint().add("a", "1").add("b", "2").text());
  }

  @Test
  void seesAnotherJarInTheSamePlace() throws IOException {
    Path jar = Files.writeString(folder.resolve("plugin.jar"), "one");
    List<String> locations = List.of(jar.toString(), folder.toString());
    String before = new Fingerprint().addJars(locations).text();
    assertThat(new Fingerprint().addJars(locations).text()).isEqualTo(before);

    Files.writeString(jar, "two");

    assertThat(new Fingerprint().addJars(locations).text()).isNotEqualTo(before);
  }
}
