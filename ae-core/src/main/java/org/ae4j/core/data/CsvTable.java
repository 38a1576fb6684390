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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.DataException;
import org.ae4j.api.Shape;

/** Reads the rows of a CSV file below its header. */
final class CsvTable {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final CsvColumns columns;
  private final int features;
  private final List<String> labels = new ArrayList<>();
  private float[] values;
  private int count;

  private CsvTable(CsvColumns columns) {
    this.columns = columns;
    this.features = columns.features().size();
    this.values = new float[64 * features];
  }

  static DenseDataset read(String name, Path file, char delimiter, Optional<String> label) {
    if (!Files.exists(file)) {
      throw DataProblem.noFile(file);
    }
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
      if (!records.hasNext()) {
        throw DataProblem.at(
            file.toString(), "line 1", "the end", "a header", "name the columns in line 1");
      }
      CsvColumns columns = CsvColumns.of(file.toString(), records.next(), label);
      CsvTable table = new CsvTable(columns);
      table.addAll(records);
      return table.dataset(name);
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

  private void addAll(CloseableIterator<CsvRecord> records) {
    while (records.hasNext()) {
      CsvRecord line = records.next();
      boolean blank = line.getFieldCount() == 1 && line.getField(0).isBlank();
      if (!blank || records.hasNext()) {
        add(line);
      }
    }
  }

  private void add(CsvRecord line) {
    columns.requireAll(line);
    if (values.length - count < features) {
      values = Arrays.copyOf(values, grown(line));
    }
    for (int column = 0; column < line.getFieldCount(); column++) {
      if (column == columns.label()) {
        labels.add(columns.text(line, column));
      } else {
        values[count++] = columns.number(line, column);
      }
    }
  }

  private int grown(CsvRecord line) {
    if (count > LONGEST_ARRAY - features) {
      throw DataProblem.at(
          columns.file(),
          "line " + line.getStartingLineNumber(),
          "more than " + count + " values",
          "at most that",
          "split the file");
    }
    return (int) Math.min(LONGEST_ARRAY, 2L * values.length);
  }

  private DenseDataset dataset(String name) {
    if (count == 0) {
      throw DataProblem.at(
          columns.file(), "line 2", "the end", "at least one row", "add rows below the header");
    }
    FloatDataset data =
        new FloatDataset(
                name, columns.file(), Shape.features(features), Arrays.copyOf(values, count))
            .withFeatureNames(columns.features());
    if (columns.label() < 0) {
      return data;
    }
    List<String> classes = CsvColumns.classes(labels);
    Map<String, Integer> index = new HashMap<>();
    classes.forEach(text -> index.put(text, index.size()));
    int[] indices = labels.stream().mapToInt(index::get).toArray();
    return data.withLabels(indices, classes);
  }
}
