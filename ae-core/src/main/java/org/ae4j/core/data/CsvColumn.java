package org.ae4j.core.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ae4j.api.DataException;

/** Reads one column of a CSV file as text, whatever the others hold. */
public final class CsvColumn {
  private CsvColumn() {}

  /**
   * Returns the values of a column below its name in the header, in the order of the lines.
   *
   * @throws DataException if the file is missing or malformed, or has no such column
   */
  public static List<String> read(Path file, String column) {
    if (!Files.exists(file)) {
      throw DataProblem.noFile(file);
    }
    List<String> values = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .detectBomHeader(true)
            .ofNamedCsvRecord(file, StandardCharsets.UTF_8)) {
      for (NamedCsvRecord line : reader) {
        if (!line.getHeader().contains(column)) {
          throw DataProblem.at(
              file.toString(),
              "line 1",
              "no column '" + column + "'",
              "one of that name",
              "its columns are " + String.join(", ", line.getHeader()));
        }
        values.add(line.getField(column));
      }
    } catch (CsvParseException e) {
      throw new DataException(
          file + ": not well-formed CSV: " + DataProblem.oneLine(e) + "; check the quotes", e);
    } catch (IOException | UncheckedIOException e) {
      throw DataProblem.unreadable(file.toString(), e);
    }
    return values;
  }
}
