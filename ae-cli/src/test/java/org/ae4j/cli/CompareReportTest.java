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

/** The report of a real comparison, in a real browser. */
class CompareReportTest {
  private static final String HOSTILE = "<script>console.error('run')</script><b>";

  @TempDir static Path folder;
  private static Path report;
  private static Run run;

  @BeforeAll
  static void compare() {
    Path runs =
        Tables.write(
            folder.resolve("runs.yaml"),
            """
            limit: 100
            common: {epochs: 2, code: 8, batch: 25}
            runs:
              - {variant: vanilla, layers: 16}
              - {variant: denoising, layers: 16}
              - {variant: variational, layers: 16, name: %s}
              - {variant: convolutional}
              - {name: "%s", optimizer: sgd, learning-rate: 1e12}
            """
                .formatted("long-name-".repeat(6), HOSTILE));
    run = ae("compare", "--runs", runs, "--out", folder.resolve("out"));
    report = folder.resolve("out").resolve("report.html");
  }

  @ParameterizedTest
  @CsvSource({"390, false", "390, true", "1440, false", "1440, true"})
  void opensOfflineInABrowser(int width, boolean dark) throws Exception {
    assertThat(run.status()).as(run.err()).isEqualTo(1);
    PageInspection page = inspect(report, width, dark);

    assertThat(page.requests()).isEmpty();
    assertThat(page.errors()).isEmpty();
    assertThat(page.scrollWidth()).isPositive().isLessThanOrEqualTo(width);
    assertThat(page.sections())
        .containsExactly(
            "failed",
            "results",
            "settings",
            "loss",
            "reconstructions",
            "noise",
            "samples",
            "interpolations",
            "codes",
            "method");
    assertThat(page.broken()).isZero();
    assertThat(page.background()).isEqualTo(dark ? "rgb(16, 20, 26)" : "rgb(246, 247, 249)");
  }

  @Test
  void noticesAPageThatIsNotAsItShouldBe() throws Exception {
    Path bad =
        Tables.write(
            folder.resolve("bad.html"),
            """
            <!DOCTYPE html><section id="one"><p style="width:2000px;height:99px">wide</p></section>
            <section id="empty"></section>
            <img src="http://127.0.0.1:9/picture.png"><script>throw new Error('wrong')</script>
            """);

    PageInspection page = inspect(bad, 1440, false);

    assertThat(page.requests()).containsExactly("http://127.0.0.1:9/picture.png");
    assertThat(page.errors()).anyMatch(error -> error.contains("wrong"));
    assertThat(page.scrollWidth()).isGreaterThan(1440);
    assertThat(page.sections()).containsExactly("one");
    assertThat(page.broken()).isEqualTo(1);
  }

  @Test
  void escapesWhatStrangersSay() {
    assertThat(report)
        .content()
        .contains("&lt;script&gt;console.error(", "the loss became")
        .doesNotContain("<script", "http:", "https:");
  }

  private static PageInspection inspect(Path page, int width, boolean dark) throws Exception {
    Optional<Path> binary = Chromium.find();
    assumeTrue(binary.isPresent(), "no Chromium on the path; AE_CHROMIUM can name one");
    String name = page.getFileName() + "-" + width + (dark ? "-dark" : "-light") + ".png";
    Path screenshot = Path.of("target", "screenshots", name);
    try (Chromium browser =
        Chromium.start(binary.get(), Files.createTempDirectory(folder, "profile"))) {
      return PageInspection.of(browser, page, width, dark, screenshot);
    }
  }
}
