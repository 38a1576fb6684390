package org.ae4j.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Says which known name a misspelt one is nearest to. */
public final class Names {
  private Names() {}

  /**
   * Returns the exception for a name that is not among the known ones, with the nearest of them.
   */
  public static ConfigurationException unknown(String kind, String name, Collection<String> known) {
    String nearest = nearest(name, known).map(n -> "; did you mean '" + n + "'?").orElse("");
    String list = known.isEmpty() ? "none" : String.join(", ", known.stream().sorted().toList());
    return new ConfigurationException(
        "unknown " + kind + " '" + name + "'" + nearest + " (known: " + list + ")");
  }

  /** Returns the known name with the least edit distance, if it is near enough to be meant. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(k -> distance(lower, k) <= Math.max(2, k.length() / 2))
        .min(Comparator.<String>comparingInt(k -> distance(lower, k)).thenComparing(k -> k));
  }

  /** The number of insertions, deletions and replacements between two words (Levenshtein, 1966). */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
