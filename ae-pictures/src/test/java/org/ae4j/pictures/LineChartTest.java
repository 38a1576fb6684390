package org.ae4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LineChartTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.01",
    "-300, 400",
    "5, 5",
    "0, 0",
    "1e-9, 1e9",
    "0.02, 0.021",
    "1e-320, 1",
    "1e-320, 1e-319",
    "1e-5, 3000"
  })
  void drawsWithinThePicture(double from, double to) throws Exception {
    Document svg = draw(List.of(from, Double.NaN, to), List.of(to, from));

    NodeList lines = svg.getElementsByTagName("polyline");
    assertThat(lines.getLength()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      String[] points = ((Element) lines.item(i)).getAttribute("points").strip().split(" ");
      assertThat(points).hasSize(2);
      for (String point : points) {
        String[] xy = point.split(",");
        assertThat(Double.parseDouble(xy[0])).isBetween(0.0, 640.0);
        assertThat(Double.parseDouble(xy[1])).isBetween(0.0, 340.0);
      }
    }
  }

  @Test
  void isLogarithmicWhereValuesFallFar() throws Exception {
    assertThat(draw(List.of(1.0, 0.1), List.of()).getDocumentElement().getTextContent())
        .contains("logarithmic", "0.1", "0.2", "0.5", "1");
    assertThat(draw(List.of(1.0, 0.9), List.of()).getDocumentElement().getTextContent())
        .doesNotContain("logarithmic");
  }

  @Test
  void drawsARunWithoutAnEpoch() throws Exception {
    assertThat(draw(List.of(), List.of()).getElementsByTagName("circle").getLength()).isZero();
  }

  private static Document draw(List<Double> first, List<Double> second) throws Exception {
    List<LineChart.Series> series = new ArrayList<>();
    series.add(LineChart.Series.byEpoch("a < b & c", "s0", first));
    series.add(LineChart.Series.byEpoch("second", "s1", second));
    String svg = LineChart.svg("\"losses\" <by epoch>", "loss", series);
    assertThat(svg).doesNotContain("NaN", "Infinity");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
