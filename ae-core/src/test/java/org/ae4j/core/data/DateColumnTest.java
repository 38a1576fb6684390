package org.ae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateColumnTest {
  private static final LocalDate ORIGIN = LocalDate.of(2020, 1, 1);

  @ParameterizedTest
  @CsvSource({
    "2024-03-12 14:30, 2024-03-12 14:30",
    "2024-03-12T23:59:30, 2024-03-12 23:59",
    "2024-02-29T00:00:00Z, 2024-02-29 00:00",
    "2019-12-31 23:59+02:00, 2019-12-31 23:59",
    "2050-07-01 08:01, 2050-07-01 08:01",
  })
  void printsWhatItRead(String text, String printed) {
    DateColumn column = column(true, DateColumn.Part.values());
    float[] row = new float[column.values()];

    column.expand(column.parse(text), row, 0);

    assertThat(column.print(row, 0)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({"31.12.2024", "2024-13-01", "2024-02-30", "2024-01-01x", "2024-01-01 25:00", "2024"})
  void refusesOtherTexts(String text) {
    assertThat(column(true, DateColumn.Part.values()).parse(text)).isNaN();
  }

  @Test
  void putsDaysOnCircles() {
    DateColumn column = column(false, DateColumn.Part.SEASON, DateColumn.Part.WEEKDAY);
    float[] row = new float[4];

    column.expand(column.parse("2024-01-01"), row, 0);

    assertThat(row).as("a new year's Monday").containsExactly(0, 1, 0, 1);
    column.expand(column.parse("2024-07-02"), row, 0);
    assertThat(row[1]).isCloseTo(-1, within(1e-3f));
    assertThat(column.print(row, 0)).isEqualTo("day 184 Tue");
  }

  private static DateColumn column(boolean timed, DateColumn.Part... parts) {
    EnumSet<DateColumn.Part> all = EnumSet.noneOf(DateColumn.Part.class);
    all.addAll(java.util.List.of(parts));
    return new DateColumn(
        "when",
        false,
        1,
        Optional.empty(),
        all,
        timed,
        ORIGIN.toEpochDay(),
        0,
        DateText.of(Optional.empty()));
  }
}
