package org.ae4j.core.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.ae4j.api.ModelFormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads fields of a JSON object by name and type; what is missing or of another type is a {@link
 * ModelFormatException}.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonNode node;
  private final String where;

  private Json(JsonNode node, String where) {
    this.node = node;
    this.where = where;
  }

  /** Returns a new object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Reads an object from text; {@code where} names it in messages. */
  public static Json parse(String text, String where) {
    try {
      return new Json(MAPPER.readTree(text), where);
    } catch (JacksonException e) {
      throw new ModelFormatException(where + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Tells whether there is a field of that name. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** Returns a field that is an object. */
  public Json object(String name) {
    return new Json(get(name, "an object", JsonNode::isObject), where + "." + name);
  }

  /** Returns a field that is a text. */
  public String text(String name) {
    return get(name, "a text", JsonNode::isString).stringValue();
  }

  /** Returns a field that is a text, if it is there. */
  public Optional<String> optionalText(String name) {
    return node.has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** Returns a field that is a whole number. */
  public int integer(String name) {
    return get(name, "a whole number", JsonNode::isInt).intValue();
  }

  /** Returns a field that is a whole number of up to 64 bits. */
  public long longInteger(String name) {
    return get(name, "a whole number", n -> n.isInt() || n.isLong()).longValue();
  }

  /** Returns a field that {@link #putNumber} wrote. */
  public double number(String name) {
    JsonNode value = get(name, "a number", n -> n.isNumber() || isNonFinite(n));
    return value.isNumber() ? value.doubleValue() : Double.parseDouble(value.stringValue());
  }

  /** Returns a field that {@link #putNumber} wrote, if it is there. */
  public OptionalDouble optionalNumber(String name) {
    return node.has(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
  }

  /** Returns a field that is true or false. */
  public boolean flag(String name) {
    return get(name, "true or false", JsonNode::isBoolean).booleanValue();
  }

  /** Returns a field that is a list of texts. */
  public List<String> texts(String name) {
    List<String> all = new ArrayList<>();
    for (JsonNode element : get(name, "a list", JsonNode::isArray)) {
      if (!element.isString()) {
        throw wrong(name, "a list of texts", element);
      }
      all.add(element.stringValue());
    }
    return all;
  }

  /** Returns a field that is a list of objects. */
  public List<Json> objects(String name) {
    List<Json> all = new ArrayList<>();
    for (JsonNode element : get(name, "a list", JsonNode::isArray)) {
      all.add(new Json(element, where + "." + name));
    }
    return all;
  }

  /** Returns a field that is an object of texts. */
  public Map<String, String> textMap(String name) {
    return object(name).textMap();
  }

  /** Returns all fields, which must be texts. */
  public Map<String, String> textMap() {
    Map<String, String> all = new LinkedHashMap<>();
    node.propertyNames().forEach(key -> all.put(key, text(key)));
    return all;
  }

  /** Returns a field that {@link #putNumbers} wrote. */
  public Map<String, Double> numberMap(String name) {
    Json map = object(name);
    Map<String, Double> all = new LinkedHashMap<>();
    map.node.propertyNames().forEach(key -> all.put(key, map.number(key)));
    return all;
  }

  /** Writes numbers by name as an object. */
  public static void putNumbers(ObjectNode parent, String name, Map<String, Double> values) {
    ObjectNode map = parent.putObject(name);
    values.forEach((key, value) -> putNumber(map, key, value));
  }

  /** Writes a number; infinities and NaN, which JSON lacks, as texts. */
  public static void putNumber(ObjectNode parent, String name, double value) {
    if (Double.isFinite(value)) {
      parent.put(name, value);
    } else {
      parent.put(name, Double.toString(value));
    }
  }

  private static boolean isNonFinite(JsonNode n) {
    return n.isString() && List.of("NaN", "Infinity", "-Infinity").contains(n.stringValue());
  }

  private JsonNode get(String name, String expected, Predicate<JsonNode> is) {
    JsonNode value = node.get(name);
    if (value == null || !is.test(value)) {
      throw wrong(name, expected, value == null ? "nothing" : value);
    }
    return value;
  }

  private ModelFormatException wrong(String name, String expected, Object got) {
    String text = got.toString();
    return new ModelFormatException(
        where
            + ": "
            + name
            + " must be "
            + expected
            + ", got "
            + (text.length() > 60 ? text.substring(0, 60) + "..." : text));
  }
}
