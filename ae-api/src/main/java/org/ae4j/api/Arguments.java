package org.ae4j.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the arguments of an {@link Expression}, or a map of options, each by name, type and range.
 *
 * <p>An argument without a name is taken by the first call that gives its position. Call {@link
 * #finish} when all are read: it refuses what nobody asked for. Not thread-safe.
 */
public final class Arguments {
  private final String owner;
  private final List<String> positional;
  private final Map<String, String> named;
  private final Set<String> known = new LinkedHashSet<>();
  private int positionsKnown;

  /** Makes a reader of an expression's arguments. */
  public Arguments(Expression expression) {
    this(expression.name(), expression.positional(), expression.named());
  }

  /** Makes a reader of options by name. */
  public Arguments(String owner, Map<String, String> options) {
    this(owner, List.of(), options);
  }

  private Arguments(String owner, List<String> positional, Map<String, String> named) {
    this.owner = owner;
    this.positional = positional;
    this.named = named;
  }

  /** Returns a text argument that can only be given by name. */
  public Optional<String> text(String name) {
    known.add(name);
    return Optional.ofNullable(named.get(name));
  }

  /** Returns a text argument that can be given by name or as the next one without a name. */
  public Optional<String> nextText(String name) {
    known.add(name);
    int position = positionsKnown++;
    if (position >= positional.size()) {
      return Optional.ofNullable(named.get(name));
    }
    if (named.containsKey(name)) {
      throw new ConfigurationException(owner + ": " + name + " is given twice");
    }
    return Optional.of(positional.get(position));
  }

  /** Returns a required whole number, by name or as the next argument without a name. */
  public int nextInt(String name, int minimum, int maximum) {
    return nextText(name)
        .map(text -> toInt(name, text, minimum, maximum))
        .orElseThrow(() -> missing(name, "a whole number from " + minimum + " to " + maximum));
  }

  /** Returns a whole number, by name or as the next argument without a name. */
  public int nextInt(String name, int minimum, int maximum, int otherwise) {
    return nextText(name).map(text -> toInt(name, text, minimum, maximum)).orElse(otherwise);
  }

  /** Returns a number, by name or as the next argument without a name. */
  public double nextNumber(String name, double minimum, double maximum, double otherwise) {
    return nextText(name).map(text -> toNumber(name, text, minimum, maximum)).orElse(otherwise);
  }

  /** Returns a number that can only be given by name. */
  public double number(String name, double minimum, double maximum, double otherwise) {
    return text(name).map(text -> toNumber(name, text, minimum, maximum)).orElse(otherwise);
  }

  /** Returns a whole number that can only be given by name. */
  public int whole(String name, int minimum, int maximum, int otherwise) {
    return text(name).map(text -> toInt(name, text, minimum, maximum)).orElse(otherwise);
  }

  /** Returns a yes or no that can only be given by name. */
  public boolean flag(String name, boolean otherwise) {
    String text = text(name).orElse(Boolean.toString(otherwise));
    if (!text.equals("true") && !text.equals("false")) {
      throw new ConfigurationException(
          owner + ": " + name + " must be true or false, got '" + text + "'");
    }
    return text.equals("true");
  }

  /** Returns one of the given words, by name only. */
  public String choice(String name, String otherwise, String... others) {
    String text = text(name).orElse(otherwise);
    List<String> choices = new java.util.ArrayList<>(List.of(otherwise));
    choices.addAll(List.of(others));
    if (!choices.contains(text)) {
      throw new ConfigurationException(
          owner + ": " + name + " must be one of " + choices + ", got '" + text + "'");
    }
    return text;
  }

  /**
   * Refuses arguments that nobody asked for.
   *
   * @throws ConfigurationException naming the first of them and those that are known
   */
  public void finish() {
    if (positional.size() > positionsKnown) {
      throw new ConfigurationException(
          owner
              + " takes at most "
              + positionsKnown
              + " arguments without a name, got "
              + positional.size()
              + (known.isEmpty() ? "" : "; known: " + String.join(", ", known)));
    }
    for (String name : named.keySet()) {
      if (!known.contains(name)) {
        throw Names.unknown("argument of " + owner, name, known);
      }
    }
  }

  private int toInt(String name, String text, int minimum, int maximum) {
    try {
      int value = Integer.parseInt(text);
      if (value >= minimum && value <= maximum) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw new ConfigurationException(
        owner
            + ": "
            + name
            + " must be a whole number "
            + (maximum == Integer.MAX_VALUE
                ? "of at least " + minimum
                : "from " + minimum + " to " + maximum)
            + ", got '"
            + text
            + "'");
  }

  private double toNumber(String name, String text, double minimum, double maximum) {
    try {
      double value = Double.parseDouble(text);
      if (value >= minimum && value <= maximum) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw new ConfigurationException(
        owner
            + ": "
            + name
            + " must be a number from "
            + minimum
            + " to "
            + maximum
            + ", got '"
            + text
            + "'");
  }

  private ConfigurationException missing(String name, String expected) {
    return new ConfigurationException(owner + " needs " + name + ", " + expected);
  }
}
