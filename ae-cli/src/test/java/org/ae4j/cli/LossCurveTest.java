package org.ae4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ae4j.api.EpochReport;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class LossCurveTest {
  @Test
  void drawsBothLossesWithinThePicture() throws Exception {
    Document svg = draw(history(20, true));

    NodeList lines = svg.getElementsByTagName("polyline");
    assertThat(lines.getLength()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      String[] points = ((Element) lines.item(i)).getAttribute("points").strip().split(" ");
      assertThat(points).hasSize(20);
      for (String point : points) {
        String[] xy = point.split(",");
        assertThat(Double.parseDouble(xy[0])).isBetween(0.0, 720.0);
        assertThat(Double.parseDouble(xy[1])).isBetween(0.0, 420.0);
      }
    }
    assertThat(svg.getDocumentElement().getTextContent()).contains("train", "validation", "epoch");
  }

  @Test
  void drawsOneEpochAndLossesThatNeverChange() throws Exception {
    assertThat(draw(history(1, false)).getElementsByTagName("polyline").getLength()).isEqualTo(1);
    for (double loss : new double[] {0, 1e-12, 1e9}) {
      String svg = text(List.of(report(1, loss, true), report(2, loss, true)));
      assertThat(svg).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void isTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      String root = text(history(3, true));
      Locale.setDefault(Locale.GERMANY);
      assertThat(text(history(3, true))).isEqualTo(root);
    } finally {
      Locale.setDefault(before);
    }
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

  private static String text(List<EpochReport> history) {
    return new String(LossCurve.svg(history), StandardCharsets.UTF_8);
  }

  private static Document draw(List<EpochReport> history) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(LossCurve.svg(history)));
  }
}
