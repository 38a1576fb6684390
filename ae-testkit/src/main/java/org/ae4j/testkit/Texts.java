package org.ae4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Expression;

/** What every text form owes to those who write it. */
final class Texts {
  private static final Pattern KEY = Pattern.compile("(\\w+)=");

  private Texts() {}

  /** Reads what was written, and expects the same to be written of that. */
  static void assertReadsBack(Object made, Function<String, ?> read) {
    String text = made.toString();
    assertThat(read.apply(text))
        .as("what '%s' reads back as; toString must be the text form", text)
        .hasToString(text);
  }

  /** Adds an argument that nobody knows to a text form. */
  static void assertRefusesUnknown(String text, String usage, Consumer<String> read) {
    Expression expression = Expression.parse(text);
    Map<String, String> named = new LinkedHashMap<>(expression.named());
    named.put(misspelt(usage), "1");
    String wrong = new Expression(expression.name(), expression.positional(), named).toString();
    assertRefused(wrong, usage, () -> read.accept(wrong));
  }

  /** Returns a name that is nearly the usage's first one, or one like no other. */
  static String misspelt(String usage) {
    return firstKey(usage).map(key -> key + "x").orElse("not_an_argument");
  }

  static void assertRefused(String what, String usage, Runnable read) {
    String wrong = misspelt(usage);
    var refusal =
        assertThatExceptionOfType(ConfigurationException.class)
            .as("%s has the unknown key '%s'", what, wrong)
            .isThrownBy(read::run)
            .withMessageContaining(wrong);
    firstKey(usage).ifPresent(key -> refusal.withMessageContaining("'" + key + "'"));
  }

  private static Optional<String> firstKey(String usage) {
    Matcher matcher = KEY.matcher(usage);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
