package org.ae4j.core.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads and prints dates and times: ISO 8601's, or those of a pattern. Offsets from UTC are passed
 * over, since the local time is what days and habits follow.
 *
 * @param formatter of the pattern, or empty for ISO 8601
 */
record DateText(Optional<DateTimeFormatter> formatter) {
  static final int MINUTES_A_DAY = 1440;

  static DateText of(Optional<String> pattern) {
    return new DateText(pattern.map(text -> DateTimeFormatter.ofPattern(text, Locale.ROOT)));
  }

  /** Returns minutes since the beginning of 1970, or NaN if the text is no date. */
  double minutes(String text) {
    try {
      return formatter.isPresent() ? minutes(formatter.get().parse(text)) : iso(text);
    } catch (DateTimeException | NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double minutes(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (date == null) {
      return Double.NaN;
    }
    return MINUTES_A_DAY * (double) date.toEpochDay()
        + (time == null ? 0 : time.toSecondOfDay() / 60.0);
  }

  /** Reads 2024-03-12, and after T or a space 14:30, 14:30:59 and so on. */
  private static double iso(String text) {
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return Double.NaN;
    }
    long day =
        LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
    double minutes = MINUTES_A_DAY * (double) day;
    if (text.length() == 10) {
      return minutes;
    }
    if (text.length() < 16 || (text.charAt(10) != 'T' && text.charAt(10) != ' ')) {
      return Double.NaN;
    }
    return minutes + time(text);
  }

  /** Reads 14:30, 14:30:59 or 14:30:59.5 behind a date; an offset from UTC may follow. */
  private static double time(String text) {
    int end = 16;
    while (end < text.length() && "Zz+- ".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end > 16) {
      return LocalTime.parse(text.substring(11, end)).toSecondOfDay() / 60.0;
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    if (hour > 23 || minute > 59 || text.charAt(13) != ':') {
      return Double.NaN;
    }
    return 60 * hour + minute;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException(text);
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /** Prints a day of 1970 and a minute in it, which is left out where there are no times. */
  String print(long day, int minute, boolean timed) {
    LocalDate date = LocalDate.ofEpochDay(day);
    LocalDateTime time = date.atTime(minute / 60, minute % 60);
    if (formatter.isPresent()) {
      return formatter.get().format(time);
    }
    return timed ? date + " " + time.toLocalTime() : date.toString();
  }
}
