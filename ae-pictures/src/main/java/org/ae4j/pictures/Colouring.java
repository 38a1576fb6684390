package org.ae4j.pictures;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What points are coloured by.
 *
 * @param name such as label, cluster or error
 * @param classes names of what {@link #values} count, or empty where these are amounts
 * @param values one a point: a class's index, or an amount from 0 to 65535
 * @param amounts one a point, or empty for classes
 * @param range the amounts that 0 and 65535 stand for
 */
public record Colouring(
    String name, List<String> classes, int[] values, double[] amounts, double[] range) {
  private static final int STEPS = 65535;

  /** Colours of classes in the light: hues that differ for all kinds of sight, after Paul Tol. */
  private static final int[] PALETTE = {
    0x332288, 0xcc6677, 0x117733, 0xb58f00, 0x44aa99, 0x882255, 0x3f9fd1, 0x7f7f1e, 0xaa4499,
    0x707070
  };

  /** Colours of amounts, from little to much: from blue over violet to orange. */
  private static final int[] RAMP = {0x2b5c8a, 0x7a5aa6, 0xb8508f, 0xd9603b, 0xe39a00};

  /** Colours points by class. */
  public static Colouring ofClasses(String name, int[] classes, List<String> names) {
    int most = Arrays.stream(classes).max().orElse(0);
    List<String> all =
        names.isEmpty()
            ? java.util.stream.IntStream.rangeClosed(0, most).mapToObj(String::valueOf).toList()
            : names;
    return new Colouring(name, all, classes, new double[0], new double[2]);
  }

  /** Colours points by class, given by name. */
  public static Colouring ofTexts(String name, List<String> texts) {
    boolean whole = texts.stream().allMatch(text -> text.matches("-?\\d{1,9}"));
    List<String> names =
        texts.stream()
            .distinct()
            .sorted(whole ? Comparator.comparing(Integer::valueOf) : Comparator.naturalOrder())
            .toList();
    Map<String, Integer> index = new HashMap<>();
    names.forEach(text -> index.put(text, index.size()));
    return ofClasses(name, texts.stream().mapToInt(index::get).toArray(), names);
  }

  /** Colours points by amount; the greatest hundredth is as far as the colours go. */
  public static Colouring ofAmounts(String name, double[] amounts) {
    double[] sorted = amounts.clone();
    Arrays.sort(sorted);
    double least = sorted[0];
    double most = sorted[(int) (0.99 * (sorted.length - 1))];
    double width = Math.max(most - least, Double.MIN_NORMAL);
    int[] values =
        Arrays.stream(amounts)
            .mapToInt(a -> (int) (STEPS * Math.max(0, Math.min(1, (a - least) / width))))
            .toArray();
    return new Colouring(name, List.of(), values, amounts, new double[] {least, most});
  }

  /** Colours all points alike. */
  public static Colouring plain(int count) {
    return ofClasses("rows", new int[count], List.of("rows"));
  }

  /** Returns what a point has, as text. */
  public String text(int point) {
    return isAmount() ? Double.toString(amounts[point]) : classes.get(values[point]);
  }

  boolean isAmount() {
    return classes.isEmpty();
  }

  /** Returns the colour of a point on white, as red, green and blue. */
  int colour(int point) {
    return isAmount()
        ? ramp(values[point] / (double) STEPS)
        : PALETTE[values[point] % PALETTE.length];
  }

  static int classColour(int index) {
    return PALETTE[index % PALETTE.length];
  }

  /** Tells classes of one colour, and those of similar ones, apart by shape. */
  static boolean isSquare(int index) {
    return index / 5 % 2 == 1;
  }

  boolean isSquareAt(int point) {
    return !isAmount() && isSquare(values[point]);
  }

  static int ramp(double part) {
    double place = part * (RAMP.length - 1);
    int step = Math.min(RAMP.length - 2, (int) place);
    double t = place - step;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = RAMP[step] >> shift & 255;
      int to = RAMP[step + 1] >> shift & 255;
      colour |= (int) Math.round(from + t * (to - from)) << shift;
    }
    return colour;
  }

  /** Returns the first of what points can be coloured by, which pictures show. */
  static Colouring first(List<Colouring> all, int count) {
    return Optional.of(all)
        .filter(some -> !some.isEmpty())
        .map(some -> some.get(0))
        .orElseGet(() -> plain(count));
  }
}
