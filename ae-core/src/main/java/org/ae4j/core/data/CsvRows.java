package org.ae4j.core.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ae4j.api.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of a CSV file below its header. */
record CsvRows(String name, Path file, char delimiter, CsvColumns header) implements RowSource {
  private static final Logger LOG = LoggerFactory.getLogger(CsvRows.class);

  /** Rows between two looks at the clock. */
  private static final int TELL_ROWS = 1 << 14;

  private static final long TELL_NANOS = 5_000_000_000L;

  static CsvRows open(String name, Path file, char delimiter) {
    if (!Files.exists(file)) {
      throw DataProblem.noFile(file);
    }
    return read(
        file,
        delimiter,
        records -> {
          if (!records.hasNext()) {
            throw DataProblem.at(
                file.toString(), "line 1", "the end", "a header", "name the columns in line 1");
          }
          CsvColumns header = CsvColumns.of(file.toString(), records.next());
          return new CsvRows(name, file, delimiter, header);
        });
  }

  @Override
  public List<String> columns() {
    return header.names();
  }

  @Override
  public void forEach(Visitor visitor) {
    long rows =
        read(
            file,
            delimiter,
            records -> {
              records.next();
              return all(records, visitor);
            });
    if (rows == 0) {
      throw DataProblem.at(
          file.toString(), "line 2", "the end", "at least one row", "add rows below the header");
    }
  }

  private long all(CloseableIterator<CsvRecord> records, Visitor visitor) {
    long rows = 0;
    long next = System.nanoTime() + TELL_NANOS;
    while (records.hasNext()) {
      CsvRecord line = records.next();
      boolean blank = line.getFieldCount() == 1 && line.getField(0).isBlank();
      // The last line may be blank, but where there is one column an empty cell is a row.
      if (!blank || records.hasNext()) {
        header.requireAll(line);
        visitor.row(line.getStartingLineNumber(), line.getFields());
        rows++;
        next = told(rows, next);
      }
    }
    return rows;
  }

  /** Says now and then how far a long file has been read, and returns when to do so again. */
  private long told(long rows, long next) {
    if (rows % TELL_ROWS != 0 || System.nanoTime() < next) {
      return next;
    }
    LOG.info("{}: {} rows read, more to come", name, rows);
    return System.nanoTime() + TELL_NANOS;
  }

  @Override
  public DataException problem(
      long line, String column, String found, String expected, String advice) {
    String place = "line " + line + ", column " + DataProblem.quote(column);
    return DataProblem.at(file.toString(), place, found, expected, advice);
  }

  @Override
  public DataException headerProblem(String found, String expected, String advice) {
    return DataProblem.at(file.toString(), "line 1", found, expected, advice);
  }

  private interface Use<T> {
    T of(CloseableIterator<CsvRecord> records);
  }

  private static <T> T read(Path file, char delimiter, Use<T> use) {
    try (CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(true)
                .ofCsvRecord(file, StandardCharsets.UTF_8);
        CloseableIterator<CsvRecord> records = reader.iterator()) {
      return use.of(records);
    } catch (CsvParseException e) {
      throw malformed(file, e);
    } catch (IOException | UncheckedIOException e) {
      throw DataProblem.unreadable(file.toString(), e);
    }
  }

  private static DataException malformed(Path file, CsvParseException e) {
    Throwable cause = e.getCause();
    String detail =
        DataProblem.oneLine(e) + (cause == null ? "" : ": " + DataProblem.oneLine(cause));
    return new DataException(
        file + ": not well-formed CSV: " + detail + "; check the quotes near there", e);
  }
}
