package org.ae4j.core.data;

import java.util.Collection;
import java.util.Set;

/** The texts of a missing cell; most cells are longer, and are not looked up. */
record MissingTexts(Set<String> texts, int longest) {

  static MissingTexts of(Collection<String> texts) {
    int longest = texts.stream().mapToInt(String::length).max().orElse(-1);
    return new MissingTexts(Set.copyOf(texts), longest);
  }

  boolean contains(String text) {
    return text.length() <= longest && texts.contains(text);
  }
}
