package org.ae4j.cli.map;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ae4j.cli.compare.Report;
import org.ae4j.pictures.Colouring;
import org.ae4j.pictures.MapFrame;
import org.ejml.data.FMatrixRMaj;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a map as one HTML page that needs nothing else: data, images, styles and the script that
 * draws are in it. Every text is escaped, as names come from data.
 */
public final class MapPage {
  private MapPage() {}

  /**
   * What the page shows of some rows when one points at them.
   *
   * @param rows which rows, in rising order
   * @param sheet their images side by side as a PNG, or empty
   * @param columns images side by side
   * @param width of an image in pixels
   * @param height of an image in pixels
   * @param names of the values, if there is no sheet
   * @param values of each row, if there is no sheet
   */
  public record Details(
      int[] rows,
      byte[] sheet,
      int columns,
      int width,
      int height,
      List<String> names,
      List<float[]> values) {}

  /** A name and a value in the page's head. */
  public record Fact(String name, String value) {}

  /** Returns the page. */
  public static byte[] html(
      String title,
      String lead,
      List<Fact> facts,
      FMatrixRMaj points,
      List<Colouring> colourings,
      Optional<Details> details) {
    List<Colouring> all =
        colourings.isEmpty() ? List.of(Colouring.plain(points.numRows)) : colourings;
    Map<String, Object> context =
        Map.of(
            "title",
            title,
            "lead",
            lead,
            "facts",
            facts,
            "css",
            Report.css() + text("map.css"),
            "script",
            text("map.js"),
            "data",
            // No text inside a script can end it.
            data(points, all, details).replace("<", "\\u003c"));
    return Mustache.compiler()
        .compile(text("map.html"))
        .execute(context)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String data(
      FMatrixRMaj points, List<Colouring> colourings, Optional<Details> details) {
    MapFrame frame = MapFrame.of(points);
    int[] places = new int[2 * points.numRows];
    for (int i = 0; i < points.numRows; i++) {
      places[2 * i] = (int) Math.round(65535 * frame.x(points, i));
      places[2 * i + 1] = (int) Math.round(65535 * frame.y(points, i));
    }
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("places", shorts(places));
    ArrayNode all = json.putArray("colourings");
    for (Colouring colouring : colourings) {
      ObjectNode one = all.addObject().put("name", colouring.name());
      colouring.classes().forEach(one.putArray("classes")::add);
      one.put("values", shorts(colouring.values()));
      one.putArray("range").add(colouring.range()[0]).add(colouring.range()[1]);
    }
    details.ifPresent(some -> details(some, json.putObject("details")));
    return json.toString();
  }

  private static void details(Details details, ObjectNode json) {
    ByteBuffer rows =
        ByteBuffer.allocate(Integer.BYTES * details.rows().length).order(ByteOrder.LITTLE_ENDIAN);
    rows.asIntBuffer().put(details.rows());
    json.put("rows", Base64.getEncoder().encodeToString(rows.array()));
    if (details.sheet().length > 0) {
      String encoded = Base64.getEncoder().encodeToString(details.sheet());
      json.put("sheet", "data:image/png;base64," + encoded);
      json.put("columns", details.columns());
      json.put("width", details.width()).put("height", details.height());
    }
    details.names().forEach(json.putArray("names")::add);
    ArrayNode values = json.putArray("values");
    for (float[] row : details.values()) {
      ArrayNode one = values.addArray();
      for (float value : row) {
        one.add(value);
      }
    }
  }

  /** Numbers from 0 to 65535, two bytes each, the lesser first. */
  private static String shorts(int[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static String text(String name) {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(MapPage.class.getResourceAsStream(name), name),
            StandardCharsets.UTF_8)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
