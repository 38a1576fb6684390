package org.ae4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What commands print, beside {@link Text} the bar of {@link ProgressLine} and lost output. */
class TextTest {
  @Test
  void countsInTheSingularAndThePlural() {
    assertThat(Text.count(0, "row")).isEqualTo("0 rows");
    assertThat(Text.count(1, "row")).isEqualTo("1 row");
    assertThat(Text.count(60_000, "row")).isEqualTo("60,000 rows");
  }

  @Test
  void writesLossesOfAnySize() {
    assertThat(Text.loss(0)).isEqualTo("0.000000");
    assertThat(Text.loss(0.0123456)).isEqualTo("0.012346");
    assertThat(Text.loss(1.5e-9)).isEqualTo("1.500e-09");
  }

  @Test
  void quotesNamesForTheShell() {
    assertThat(Text.shell("größe/m-1.safetensors")).isEqualTo("größe/m-1.safetensors");
    assertThat(Text.shell("my model")).isEqualTo("'my model'");
    assertThat(Text.shell("it's $1")).isEqualTo("'it'\\''s $1'");
  }

  @Test
  void wrapsBetweenWords() {
    String wrapped = Text.wrap("word ".repeat(30).strip(), 10);

    assertThat(wrapped.lines()).hasSize(3);
    assertThat(wrapped.lines().skip(1)).allMatch(line -> line.matches(" {10}(word ?)+"));
    assertThat(wrapped.lines()).allMatch(line -> line.length() <= 80);
    assertThat(Text.wrap("x".repeat(100), 10)).isEqualTo("x".repeat(100));
    assertThat(Text.wrap("", 10)).isEmpty();
  }

  @Test
  void drawsTheBarOfAnEpoch() {
    assertThat(ProgressLine.bar(3, 10, 50, 100, 75))
        .isEqualTo("epoch   3/10 [" + "=".repeat(15) + " ".repeat(15) + "]  50%  1:15 left");
    assertThat(ProgressLine.bar(1, 1, 2_000_000_000, 2_000_000_000, 0)).contains("=] 100%  0:00");
  }

  @Test
  void remembersWhyOutputWasLost() throws IOException {
    assertThat(failing("No space left on device").problem()).contains("No space left on device");
    assertThat(failing("Broken pipe").problem()).isEmpty();
    StandardOutput fine = new StandardOutput(OutputStream.nullOutputStream());
    fine.write("x".getBytes(StandardCharsets.UTF_8));
    assertThat(fine.problem()).isEmpty();
  }

  private static StandardOutput failing(String reason) {
    StandardOutput output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(reason);
              }
            });
    try {
      output.write('x');
    } catch (IOException e) {
      assertThat(e).hasMessage(reason);
    }
    return output;
  }
}
