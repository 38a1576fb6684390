package org.ae4j.core.data;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ae4j.core.tabular.ColumnGroup;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of dates, or of dates with times of day.
 *
 * <p>A parsed cell is the days since the origin, or the minutes where there are times: exact to the
 * minute within 31 years of it.
 *
 * @param parts what becomes of a date
 * @param timed whether cells have a time of day
 * @param origin a day of 1970 near those of the column
 * @param fill days since the origin, for {@link Part#TIME} of a missing cell
 */
record DateColumn(
    String name,
    boolean missing,
    double weight,
    Optional<String> format,
    Set<Part> parts,
    boolean timed,
    long origin,
    float fill,
    DateText text)
    implements TypedColumn {
  static final String KIND = "date";

  private static final double DAYS_A_YEAR = 365.25;
  private static final int DAYS_A_WEEK = 7;

  /** What becomes of a date: its place in time as a number, or on a circle as sine and cosine. */
  enum Part {
    /** Days, a number. */
    TIME,
    /** The day in the year, on a circle. */
    SEASON,
    /** The day in the week, on a circle. */
    WEEKDAY,
    /** The time of day, on a circle. */
    HOUR;

    int features() {
      return this == TIME ? 1 : 2;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  DateColumn {
    parts = EnumSet.copyOf(parts);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int values() {
    return parts.stream().mapToInt(Part::features).sum();
  }

  @Override
  public float parse(String cell) {
    double minutes = text.minutes(cell) - origin * (double) DateText.MINUTES_A_DAY;
    return (float) (timed ? minutes : Math.floor(minutes / DateText.MINUTES_A_DAY));
  }

  @Override
  public String expected() {
    return "a date " + format.map(f -> "as " + f).orElse("such as 2024-03-31 or 2024-03-31 14:30");
  }

  @Override
  public boolean forgives() {
    return false;
  }

  @Override
  public void expand(float cell, float[] out, int at) {
    double days = timed ? cell / (double) DateText.MINUTES_A_DAY : cell;
    long day = origin + (long) Math.floor(days);
    int i = at;
    for (Part part : parts) {
      if (cell == MISSING) {
        out[i] = part == Part.TIME ? fill : 0;
        out[i + part.features() - 1] = out[i];
      } else {
        switch (part) {
          case TIME -> out[i] = (float) days;
          case SEASON ->
              circle((LocalDate.ofEpochDay(day).getDayOfYear() - 1) / DAYS_A_YEAR, out, i);
          case WEEKDAY -> circle(weekday(day) / (double) DAYS_A_WEEK, out, i);
          case HOUR -> circle(days - Math.floor(days), out, i);
        }
      }
      i += part.features();
    }
  }

  private static int weekday(long day) {
    return LocalDate.ofEpochDay(day).getDayOfWeek().getValue() - 1;
  }

  private static void circle(double turns, float[] out, int at) {
    out[at] = (float) StrictMath.sin(2 * Math.PI * turns);
    out[at + 1] = (float) StrictMath.cos(2 * Math.PI * turns);
  }

  /** Returns how far round a circle a point lies, from 0 to 1 (exclusive). */
  private static double turns(float[] row, int at) {
    double turns = StrictMath.atan2(row[at], row[at + 1]) / (2 * Math.PI);
    return turns < 0 ? turns + 1 : turns;
  }

  @Override
  public ColumnGroup group() {
    return new ColumnGroup(ColumnGroup.Kind.D, values(), missing, weight);
  }

  @Override
  public Optional<Preprocessing.Kind> scale(int feature) {
    return feature == 0 && parts.contains(Part.TIME)
        ? Optional.empty()
        : Optional.of(Preprocessing.Kind.NONE);
  }

  @Override
  public List<String> valueNames() {
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      String prefix = name + " " + part.id();
      names.addAll(part == Part.TIME ? List.of(prefix) : List.of(prefix + " sin", prefix + " cos"));
    }
    return names;
  }

  /**
   * Prints the date where its place in time is a feature, the time of day by the circle; else what
   * the circles tell.
   */
  @Override
  public String print(float[] row, int at) {
    int i = at;
    List<String> told = new ArrayList<>();
    double days = Double.NaN;
    for (Part part : parts) {
      double turns = part == Part.TIME ? 0 : turns(row, i);
      switch (part) {
        case TIME -> days = row[i];
        case SEASON -> told.add("day " + (1 + Math.round(turns * DAYS_A_YEAR)));
        case WEEKDAY -> told.add(day((int) Math.round(turns * DAYS_A_WEEK) % DAYS_A_WEEK));
        case HOUR -> {
          int minute = minute(turns);
          told.add("%02d:%02d".formatted(minute / 60, minute % 60));
          days = Math.round(days - turns) + turns;
        }
      }
      i += part.features();
    }
    if (!parts.contains(Part.TIME)) {
      return String.join(" ", told);
    }
    double whole = timed ? Math.floor(days) : Math.rint(days);
    int minute = timed ? minute(days - whole) : 0;
    return text.print(origin + (long) whole, minute, timed);
  }

  /** Returns the minute that has begun, but for what rounding takes off. */
  private static int minute(double turns) {
    int minute = (int) (turns * DateText.MINUTES_A_DAY + 0.01);
    return Math.min(minute, DateText.MINUTES_A_DAY - 1);
  }

  private static String day(int ordinal) {
    return DayOfWeek.of(1 + ordinal).getDisplayName(TextStyle.SHORT, Locale.ROOT);
  }

  @Override
  public void write(ObjectNode json) {
    format.ifPresent(pattern -> json.put(ColumnSpec.FORMAT, pattern));
    ArrayNode all = json.putArray(ColumnSpec.PARTS);
    parts.forEach(part -> all.add(part.id()));
    json.put(ColumnSpec.TIMED, timed);
    json.put(ColumnSpec.ORIGIN, LocalDate.ofEpochDay(origin).toString());
    json.put(ColumnSpec.FILL, fill);
  }
}
