package org.ae4j.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A name with arguments, the text form of layers, losses, optimizers and the like: {@code
 * conv(16,3,stride=2)}.
 *
 * <p>Positional arguments come first, named ones after them. Immutable.
 *
 * @param name the id of what is meant
 * @param positional arguments without a name, in order
 * @param named arguments with a name, in order
 */
public record Expression(String name, List<String> positional, Map<String, String> named) {
  private static final String FORM = "name, name(1,2) or name(1,key=2)";

  public Expression {
    positional = List.copyOf(positional);
    named = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /** Returns a builder of a text form, for the {@code toString} of what a factory made. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /**
   * Reads one expression.
   *
   * @throws ConfigurationException if the text has another form
   */
  public static Expression parse(String text) {
    List<Expression> all = parseList(text);
    if (all.size() != 1) {
      throw malformed(text, "one expression, got " + all.size());
    }
    return all.get(0);
  }

  /**
   * Reads expressions separated by white space, for example {@code dense(128) relu dense(32)}.
   *
   * @throws ConfigurationException if the text has another form
   */
  public static List<Expression> parseList(String text) {
    List<Expression> all = new ArrayList<>();
    int i = 0;
    while (true) {
      while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
        i++;
      }
      if (i == text.length()) {
        return all;
      }
      int start = i;
      while (i < text.length() && isNameCharacter(text.charAt(i))) {
        i++;
      }
      if (i == start) {
        throw malformed(text, "a name at position " + (start + 1));
      }
      String name = text.substring(start, i);
      if (i < text.length() && text.charAt(i) == '(') {
        int close = text.indexOf(')', i);
        if (close < 0) {
          throw malformed(text, "a closing ) after '" + name + "('");
        }
        all.add(withArguments(name, text.substring(i + 1, close), text));
        i = close + 1;
      } else {
        all.add(new Expression(name, List.of(), Map.of()));
      }
    }
  }

  /**
   * Splits a text at each separator outside of parentheses, within which a plus may belong to a
   * number such as 1e+4.
   */
  public static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == separator && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Expression withArguments(String name, String arguments, String text) {
    List<String> positional = new ArrayList<>();
    Map<String, String> named = new LinkedHashMap<>();
    if (!arguments.isBlank()) {
      for (String argument : arguments.split(",", -1)) {
        int equals = argument.indexOf('=');
        String value = argument.substring(equals + 1).trim();
        if (value.isEmpty()) {
          throw malformed(text, "a value in each argument of " + name);
        }
        if (equals < 0) {
          if (!named.isEmpty()) {
            throw malformed(text, "arguments without a name before those with one in " + name);
          }
          positional.add(value);
        } else if (named.put(argument.substring(0, equals).trim(), value) != null) {
          throw malformed(text, "each argument of " + name + " once");
        }
      }
    }
    return new Expression(name, positional, named);
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static ConfigurationException malformed(String text, String expected) {
    return new ConfigurationException(
        "cannot read '" + text + "': expected " + expected + " (form: " + FORM + ")");
  }

  /** Returns the text form that {@link #parse} reads. */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>(positional);
    named.forEach((key, value) -> all.add(key + "=" + value));
    return all.isEmpty() ? name : name + "(" + String.join(",", all) + ")";
  }

  /** Collects arguments, leaving out those that have their default; not thread-safe. */
  public static final class Builder {
    private final String name;
    private final List<String> positional = new ArrayList<>();
    private final Map<String, String> named = new LinkedHashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Adds an argument without a name. */
    public Builder argument(Object value) {
      positional.add(text(value));
      return this;
    }

    /** Adds an argument with a name unless the value equals its default. */
    public Builder argument(String name, Object value, Object otherwise) {
      if (!value.equals(otherwise)) {
        named.put(name, text(value));
      }
      return this;
    }

    /** Returns the expression. */
    public Expression build() {
      return new Expression(name, positional, named);
    }

    /** Returns the text form that {@link #parse} reads. */
    @Override
    public String toString() {
      return build().toString();
    }

    /** Returns 1 for 1.0 and 1e-7 for 1.0E-7, which read back as the same number. */
    private static String text(Object value) {
      String text = value.toString();
      if (value instanceof Double || value instanceof Float) {
        text = text.replace("E", "e").replace(".0e", "e");
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
      }
      return text;
    }
  }
}
