package org.ae4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ae4j.api.EpochReport;
import org.ae4j.api.ShapeException;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartsTest {
  @Test
  void drawsBothLosses() throws Exception {
    Document svg = parse(Charts.loss(history(20, true)));

    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("training", "validation", "epoch");
  }

  @Test
  void drawsOneEpochAndLossesThatNeverChange() throws Exception {
    assertThat(parse(Charts.loss(history(1, false))).getElementsByTagName("polyline").getLength())
        .isEqualTo(1);
    for (double loss : new double[] {0, 1e-12, 1e9}) {
      assertThat(text(Charts.loss(List.of(report(1, loss, true), report(2, loss, true)))))
          .doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void isTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      String root = text(Charts.loss(history(3, true)));
      Locale.setDefault(Locale.GERMANY);
      assertThat(text(Charts.loss(history(3, true)))).isEqualTo(root);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void putsValuesWhereTheirPlacesAre() throws Exception {
    Picture picture =
        Charts.lines(
            "a < b",
            "code",
            "error",
            new Charts.Line("far apart", new double[] {0, 1, 10}, new double[] {1, 2, 3}));

    String points =
        parse(picture)
            .getElementsByTagName("polyline")
            .item(0)
            .getAttributes()
            .getNamedItem("points")
            .getTextContent();
    double[] x =
        java.util.Arrays.stream(points.strip().split(" "))
            .mapToDouble(point -> Double.parseDouble(point.split(",")[0]))
            .toArray();
    assertThat(x[2] - x[1]).isCloseTo(9 * (x[1] - x[0]), org.assertj.core.data.Offset.offset(1.0));
    assertThat(picture.html()).startsWith("<img alt=\"a &lt; b\" src=\"data:image/svg+xml;base64,");
  }

  @Test
  void refusesPlacesWithoutValues() {
    assertThatThrownBy(
            () ->
                Charts.lines(
                    "t", "x", "y", new Charts.Line("short", new double[] {1, 2}, new double[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("short");
  }

  @Test
  void coloursPointsByClass() throws Exception {
    FMatrixRMaj points = new FMatrixRMaj(new float[][] {{0, 0}, {1, 0}, {0, 1}});
    String svg = text(Charts.scatter("Codes", points, new int[] {0, 2, 2}, List.of("a", "b", "c")));

    assertThat(svg).contains("class=\"dot k0\"", "class=\"dot k2\"", ">a<", ">b<", ">c<");
    assertThatThrownBy(
            () -> Charts.scatter("Codes", new FMatrixRMaj(3, 4), new int[3], List.of("a")))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 values");
  }

  private static List<EpochReport> history(int epochs, boolean validation) {
    List<EpochReport> history = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      history.add(report(epoch, 0.5 / epoch, validation));
    }
    return history;
  }

  private static EpochReport report(int epoch, double loss, boolean validation) {
    return new EpochReport(
        epoch,
        loss,
        Map.of(),
        validation ? OptionalDouble.of(loss * 1.1) : OptionalDouble.empty(),
        0.001,
        1,
        100);
  }

  private static String text(Picture picture) {
    return new String(picture.bytes(), StandardCharsets.UTF_8);
  }

  private static Document parse(Picture picture) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(picture.bytes()));
  }
}
