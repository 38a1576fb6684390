package org.ae4j.cli.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Names;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping in a YAML file, which knows its line; what is wrong in it is said with a line. */
final class YamlMap {
  private final Node node;
  private final String file;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  private YamlMap(MappingNode node, String file) {
    this.node = node;
    this.file = file;
    for (NodeTuple tuple : node.getValue()) {
      Node key = tuple.getKeyNode();
      String name = scalar(key, "a key");
      if (keys.putIfAbsent(name, key) != null) {
        throw problem(key, "'" + name + "' is given twice; leave one out");
      }
      values.put(name, tuple.getValueNode());
    }
  }

  static YamlMap of(Node node, String file, String what) {
    if (node instanceof MappingNode map) {
      return new YamlMap(map, file);
    }
    throw problem(
        file, node, what + " must be names with values ('name: value'), got " + kind(node));
  }

  int line() {
    return line(node);
  }

  /** Refuses keys that nobody asks for. */
  void requireKnown(String kind, Set<String> known) {
    keys.forEach(
        (name, key) -> {
          if (!known.contains(name)) {
            throw problem(key, Names.unknown(kind, name, known).getMessage());
          }
        });
  }

  /** Returns a value that is one text, if it is there. */
  Optional<String> text(String name) {
    return get(name).map(value -> scalar(value, "'" + name + "'"));
  }

  /** Returns a value that is a mapping, if it is there. */
  Optional<YamlMap> map(String name) {
    return get(name).map(value -> of(value, file, "'" + name + "'"));
  }

  /** Returns a value that is a list of mappings, which must not be empty. */
  List<YamlMap> list(String name) {
    Node value =
        get(name).orElseThrow(() -> problem("'" + name + "' is missing, the list of runs"));
    if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
      throw problem(value, "'" + name + "' must be a list of at least one run, got " + kind(value));
    }
    List<YamlMap> all = new ArrayList<>();
    list.getValue().forEach(element -> all.add(of(element, file, "a run")));
    return all;
  }

  /**
   * Puts a value into settings: a text as it is, a list joined by commas, a mapping as one setting
   * for each of its keys.
   */
  void putTexts(String name, Map<String, String> settings) {
    Node value = get(name).orElse(null);
    if (value instanceof MappingNode nested) {
      YamlMap map = new YamlMap(nested, file);
      map.keys
          .keySet()
          .forEach(key -> map.text(key).ifPresent(v -> settings.put(name + "." + key, v)));
    } else if (value instanceof SequenceNode list) {
      String joined =
          list.getValue().stream()
              .map(element -> scalar(element, "'" + name + "'"))
              .collect(Collectors.joining(","));
      settings.put(name, joined);
    } else if (value != null) {
      settings.put(name, scalar(value, "'" + name + "'"));
    }
  }

  ConfigurationException problem(@Nullable String text) {
    return problem(node, text);
  }

  private ConfigurationException problem(Node where, @Nullable String text) {
    return problem(file, where, text);
  }

  private static ConfigurationException problem(String file, Node where, @Nullable String text) {
    return new ConfigurationException(file + ", line " + line(where) + ": " + text);
  }

  private Optional<Node> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private String scalar(Node value, String what) {
    if (value instanceof ScalarNode scalar && !value.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw problem(value, what + " must be a text or a number, got " + kind(value));
  }

  private static String kind(Node node) {
    if (node instanceof MappingNode) {
      return "names with values";
    }
    if (node instanceof SequenceNode list) {
      return list.getValue().isEmpty() ? "an empty list" : "a list";
    }
    return node.getTag().equals(Tag.NULL) ? "nothing" : "'" + ((ScalarNode) node).getValue() + "'";
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
