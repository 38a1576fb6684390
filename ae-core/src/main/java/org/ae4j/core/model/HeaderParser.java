package org.ae4j.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ae4j.api.ModelFormatException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON header of a safetensors file; whatever does not have exactly the format's form is
 * refused.
 */
final class HeaderParser {
  private static final int MAX_DIMENSIONS = 32;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNumberLength(32)
                  .maxStringLength(Safetensors.MAX_HEADER)
                  .build())
          .build();

  private final String file;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final List<TensorInfo> tensors = new ArrayList<>();

  private HeaderParser(String file) {
    this.file = file;
  }

  /**
   * Returns what a header says, its tensors in the order in which it names them, their offsets
   * unchecked.
   */
  static HeaderParser parse(String file, String header) {
    HeaderParser result = new HeaderParser(file);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), header)) {
      result.readAll(json);
    } catch (JacksonException e) {
      String place = e.getLocation() == null ? "" : " at byte " + e.getLocation().getCharOffset();
      throw Safetensors.damaged(
          file, "its header is not valid JSON" + place + ": " + e.getOriginalMessage(), e);
    }
    return result;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  List<TensorInfo> tensors() {
    return tensors;
  }

  private void readAll(JsonParser json) {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
    for (String name = nextName(json); name != null; name = nextName(json)) {
      if (name.equals(Safetensors.METADATA)) {
        readMetadata(json);
      } else {
        tensors.add(readTensor(json, name));
      }
    }
    if (json.nextToken() != null) {
      throw refuse("its header holds more than one JSON object");
    }
  }

  private void readMetadata(JsonParser json) {
    expect(json.nextToken(), JsonToken.START_OBJECT, Safetensors.METADATA);
    for (String key = nextName(json); key != null; key = nextName(json)) {
      expect(
          json.nextToken(), JsonToken.VALUE_STRING, Safetensors.METADATA + " entry '" + key + "'");
      metadata.put(key, json.getString());
    }
  }

  private TensorInfo readTensor(JsonParser json, String name) {
    String what = "tensor '" + name + "'";
    expect(json.nextToken(), JsonToken.START_OBJECT, what);
    TensorType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    for (String field = nextName(json); field != null; field = nextName(json)) {
      switch (field) {
        case "dtype" -> type = readType(json, what);
        case "shape" -> shape = readNumbers(json, what + " shape");
        case "data_offsets" -> offsets = readNumbers(json, what + " data_offsets");
        default ->
            throw refuse(
                what + " has the field '" + field + "', expected dtype, shape, data_offsets");
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw refuse(what + " lacks a field, expected dtype, shape and data_offsets");
    }
    if (offsets.size() != 2) {
      throw refuse(what + " has " + offsets.size() + " data_offsets, expected begin and end");
    }
    return checked(new TensorInfo(name, type, shape, offsets.get(0), offsets.get(1)));
  }

  private TensorInfo checked(TensorInfo tensor) {
    long length = tensor.type().bytes();
    boolean empty = tensor.shape().contains(0L);
    try {
      for (long dimension : tensor.shape()) {
        length = empty ? 0 : Math.multiplyExact(length, dimension);
      }
    } catch (ArithmeticException e) {
      throw refuse("tensor " + tensor + " is too large to exist");
    }
    if (tensor.begin() > tensor.end() || tensor.end() - tensor.begin() != length) {
      throw refuse(
          "tensor "
              + tensor
              + " needs "
              + length
              + " bytes but has the data_offsets "
              + tensor.begin()
              + " to "
              + tensor.end());
    }
    return tensor;
  }

  private TensorType readType(JsonParser json, String what) {
    expect(json.nextToken(), JsonToken.VALUE_STRING, what + " dtype");
    String name = json.getString();
    return Arrays.stream(TensorType.values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                refuse(
                    what
                        + " has the dtype '"
                        + name
                        + "', expected one of "
                        + Arrays.toString(TensorType.values())));
  }

  private List<Long> readNumbers(JsonParser json, String what) {
    expect(json.nextToken(), JsonToken.START_ARRAY, what);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
      long number = json.getLongValue();
      if (number < 0) {
        throw refuse(what + " holds " + number + ", expected 0 or more");
      }
      if (numbers.size() == MAX_DIMENSIONS) {
        throw refuse(what + " holds more than " + MAX_DIMENSIONS + " numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  private @Nullable String nextName(JsonParser json) {
    return json.nextToken() == JsonToken.END_OBJECT ? null : json.currentName();
  }

  private void expect(@Nullable JsonToken found, JsonToken expected, String what) {
    if (found != expected) {
      throw refuse(what + " is " + (found == null ? "missing" : found) + ", expected " + expected);
    }
  }

  private ModelFormatException refuse(String found) {
    return Safetensors.damaged(file, found);
  }
}
