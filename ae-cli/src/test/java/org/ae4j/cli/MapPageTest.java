package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a real map, in a real browser. */
class MapPageTest {
  private static final String HOSTILE = "</script><script>console.error('run')</script>";

  @TempDir static Path folder;
  private static Path page;

  @BeforeAll
  static void map() {
    ae("map", "--limit=300", "--iterations=50", "--out=" + folder.resolve("map")).succeeds();
    page = folder.resolve("map").resolve("map.html");
  }

  @ParameterizedTest
  @CsvSource({"390, false", "390, true", "1440, false", "1440, true"})
  void opensOfflineInABrowser(int width, boolean dark) throws Exception {
    Optional<Path> binary = Chromium.find();
    assumeTrue(binary.isPresent(), "no Chromium on the path; AE_CHROMIUM can name one");
    String name = "map-" + width + (dark ? "-dark" : "-light") + ".png";

    PageInspection found;
    try (Chromium browser =
        Chromium.start(binary.get(), Files.createTempDirectory(folder, "profile"))) {
      found = PageInspection.of(browser, page, width, dark, Path.of("target", "screenshots", name));
      assertPointsTell(browser);
    }

    assertThat(found.requests()).isEmpty();
    assertThat(found.errors()).isEmpty();
    assertThat(found.scrollWidth()).isPositive().isLessThanOrEqualTo(width);
    assertThat(found.sections()).containsExactly("map", "facts");
    assertThat(found.background()).isEqualTo(dark ? "rgb(16, 20, 26)" : "rgb(246, 247, 249)");
  }

  /** Zooms in by key until a point is near the middle, and takes its class away. */
  private static void assertPointsTell(Chromium browser) throws Exception {
    String script =
        """
        (() => {
          const canvas = document.getElementById('canvas'), tip = document.getElementById('tip');
          const press = key => canvas.dispatchEvent(new KeyboardEvent('keydown', {key}));
          const keys = ['0', 'ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowDown', '-', '-'];
          for (let k = 0; k < keys.length && tip.hidden; k++) press(keys[k]);
          const told = !tip.hidden && tip.textContent + '|' + !!tip.querySelector('.image');
          const buttons = [...document.querySelectorAll('#legend > button')];
          buttons[0].click();
          return told + '|' + buttons.length + '|' + buttons[0].getAttribute('aria-pressed');
        })()
        """;
    String told =
        browser
            .call("Runtime.evaluate", to -> to.put("expression", script), ignored -> {})
            .path("result")
            .path("value")
            .asString();
    assertThat(told).matches("row \\d+label .*\\|true\\|10\\|false");
  }

  @Test
  void escapesWhatDataSays() {
    Path table =
        Tables.write(
            folder.resolve("hostile.csv"),
            "a,<b>,class\n" + ("1,2," + HOSTILE + "\n3,4,other\n5,7,other\n").repeat(7));

    ae(
            "map",
            "--data=" + table,
            "--data-option=label=class",
            "--method=pca",
            "--out=" + folder.resolve("hostile"))
        .succeeds();

    assertThat(folder.resolve("hostile").resolve("map.html"))
        .content()
        .doesNotContain(HOSTILE, "http:", "https:");
    assertThat(folder.resolve("hostile").resolve("map.svg"))
        .content()
        .contains("&lt;/script&gt;")
        .doesNotContain("<script");
  }
}
