package org.ae4j.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the {@code ae} commands that a page shows. */
final class CommandLines {
  private static final List<String> SHELLS = List.of("", "sh", "text", "console");
  private static final Pattern COMMAND =
      Pattern.compile("\\s*(?:\\$ )?(?:[A-Z_]+=\\S+ )?(?:\\./)?ae ([a-z-].*)");
  private static final Pattern WORD =
      Pattern.compile("\\s*(?:([|;&<>]|2>|#.*)|((?:\"[^\"]*\"|'[^']*'|[^\\s\"'|;&<>])+))");

  private CommandLines() {}

  /**
   * A command as a page shows it.
   *
   * @param message what the page says that it fails with; empty where it works
   */
  record Shown(String line, List<String> arguments, String message) {}

  static List<Shown> of(Page page) {
    List<Shown> commands = new ArrayList<>();
    for (Block block : page.blocks()) {
      if (SHELLS.contains(block.language())) {
        String[] lines = block.text().replaceAll("\\\\\\R\\s*", " ").split("\\R");
        for (int i = 0; i < lines.length; i++) {
          Matcher command = COMMAND.matcher(lines[i]);
          if (command.matches()) {
            commands.add(
                new Shown(lines[i].strip(), words(command.group(1)), message(lines, i + 1)));
          }
        }
      }
    }
    return commands;
  }

  /** Returns what follows as one line, if it is a message; it ends before a gap or a command. */
  private static String message(String[] lines, int from) {
    if (from == lines.length || !lines[from].startsWith("ae: ")) {
      return "";
    }
    return Arrays.stream(lines)
        .skip(from)
        .takeWhile(line -> !line.isBlank() && !line.startsWith("$ "))
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  /** Parts a line as a shell does, up to a comment, a pipe or a redirection. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.lookingAt() && word.group(2) != null) {
      words.add(word.group(2).replaceAll("[\"']", ""));
      word.region(word.end(), line.length());
    }
    return words;
  }
}
