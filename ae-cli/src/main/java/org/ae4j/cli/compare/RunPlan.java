package org.ae4j.cli.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ae4j.api.ConfigurationException;

/**
 * A run to be.
 *
 * @param name unique in its comparison, of at most 60 characters
 * @param settings texts by the names of {@code ae train}'s options; those that take a name and a
 *     value are written {@code option.tied}
 */
public record RunPlan(String name, Map<String, String> settings) {
  private static final int LONGEST_NAME = 60;

  /** Where a run says one of these, it does not inherit the others. */
  private static final Map<String, Set<String>> RIVALS =
      Map.of(
          "encoder", Set.of("code", "layers", "depth", "activation", "code-activation"),
          "code", Set.of("encoder"),
          "activation", Set.of("encoder"),
          "code-activation", Set.of("encoder"),
          "layers", Set.of("encoder", "depth"),
          "depth", Set.of("encoder", "layers"),
          "epochs", Set.of("time-budget"),
          "time-budget", Set.of("epochs"));

  public RunPlan {
    if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(name.strip())) {
      throw new ConfigurationException(
          "the name of a run must have 1 to %d characters and no space at its ends, got '%s'"
              .formatted(LONGEST_NAME, name));
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new ConfigurationException("the name of a run must have no control characters");
    }
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Returns the id of the run's variant. */
  public String variant() {
    return settings.getOrDefault("variant", "vanilla");
  }

  /** Returns settings with others over them, which displace what they exclude. */
  public static Map<String, String> overlay(Map<String, String> below, Map<String, String> above) {
    Map<String, String> all = new LinkedHashMap<>(below);
    above.keySet().forEach(key -> all.keySet().removeAll(RIVALS.getOrDefault(key, Set.of())));
    all.putAll(above);
    return all;
  }

  /** Writes settings as arguments of a command. */
  public static List<String> arguments(Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    settings.forEach(
        (name, value) -> {
          int dot = name.indexOf('.');
          arguments.add(
              dot < 0
                  ? "--" + name + "=" + value
                  : "--" + name.substring(0, dot) + "=" + name.substring(dot + 1) + "=" + value);
        });
    return arguments;
  }
}
