package org.ae4j.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.cli.Main;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** All that makes a command of a page small enough for a test. */
final class Budget {
  /** What stands for an option's value, whatever the page gives. */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("--epochs", "1"),
          Map.entry("--cluster-epochs", "1"),
          Map.entry("--limit", "400"),
          Map.entry("--iterations", "60"),
          Map.entry("--rows", "400"),
          Map.entry("--restarts", "2"),
          Map.entry("--time-budget", "1s"));

  /** Options that a command gets, given or not; no other command trains unless it is told so. */
  private static final Map<String, List<String>> DEFAULTS =
      Map.of("train", List.of("--epochs", "--limit"));

  /** Sets of images that take minutes, or lie elsewhere. */
  private static final List<String> LARGE = List.of("fashion-mnist", "mnist");

  /** What is read but not run, and why. */
  private static final Map<String, String> ONLY_READ =
      Map.of(
          "data fetch", "needs the network",
          "bench ", "measures for a minute",
          "compare ", "gives every run a JVM of its own, which takes half a minute",
          "--plugin-path", "needs a plugin's jar, as the builds from outside have",
          "--resume", "needs a run that was interrupted");

  private Budget() {}

  static Optional<String> onlyRead(List<String> arguments) {
    String line = String.join(" ", arguments) + " ";
    return ONLY_READ.entrySet().stream()
        .filter(entry -> line.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Returns a command that does the same with less. */
  static String[] small(List<String> arguments) {
    List<String> small = new ArrayList<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 0) {
        String option = argument.substring(0, equals);
        small.add(option);
        small.add(value(option, argument.substring(equals + 1)));
      } else {
        small.add(small.isEmpty() ? argument : value(last(small), argument));
      }
    }
    CommandLine command = Main.commandLine();
    ParseResult parsed = command.parseArgs(small.toArray(new String[0]));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    for (String option : DEFAULTS.getOrDefault(parsed.commandSpec().name(), List.of("--limit"))) {
      if (parsed.commandSpec().findOption(option) != null && !parsed.hasMatchedOption(option)) {
        small.add(option);
        small.add(VALUES.get(option));
      }
    }
    return small.toArray(new String[0]);
  }

  private static String value(String option, String given) {
    if (option.equals("--data") && LARGE.contains(given)) {
      return "fashion-mnist-sample";
    }
    return VALUES.getOrDefault(option, given);
  }

  private static String last(List<String> words) {
    return words.get(words.size() - 1);
  }
}
