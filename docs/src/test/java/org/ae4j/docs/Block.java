package org.ae4j.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code of a page, in its order.
 *
 * @param language what stands behind the fence; empty for an indented block
 * @param hidden whether it is a comment, which readers do not see
 */
record Block(String language, String text, boolean hidden) {
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--\\s*(java|file):\\s(.*?)-->\\s*");

  static Block fenced(String info, String text) {
    return new Block(info == null ? "" : info.strip(), text, false);
  }

  /**
   * Reads a comment {@code <!-- java: ... -->} or {@code <!-- file: ... -->}, whose first line is a
   * file's name and whose others are its content; any other HTML is a block of no language.
   */
  static Block html(String html) {
    Matcher comment = COMMENT.matcher(html);
    return comment.matches()
        ? new Block(comment.group(1), comment.group(2), true)
        : new Block("html", html, true);
  }
}
