package org.ae4j.core.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.Shape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a CSV file with a header, a {@link TableDataset}. */
public final class CsvFactory implements DatasetFactory {
  private static final Logger LOG = LoggerFactory.getLogger(CsvFactory.class);
  private static final Pattern NAME = Pattern.compile(".*\\.(csv|tsv)");

  /** Makes the factory. */
  public CsvFactory() {}

  @Override
  public String id() {
    return "csv";
  }

  @Override
  public String description() {
    return "a CSV file with a header and columns of numbers, categories and dates (options:"
        + " label=COLUMN, labels=FILE:COLUMN, delimiter=C or tab, schema=FILE.json, shape=CxHxW)";
  }

  @Override
  public boolean recognizes(String source) {
    return source.equals(id()) || PathForms.matches(source, NAME);
  }

  @Override
  public DatasetSplits open(DatasetRequest request) {
    Options options = Options.of(id(), request, "label", "labels", "delimiter", "shape", "schema");
    Path path = DataFolders.source(id(), request);
    String name = PathForms.name(path);
    boolean tabs = name.toLowerCase(Locale.ROOT).endsWith(".tsv");
    char delimiter = options.get("delimiter").map(CsvFactory::delimiter).orElse(tabs ? '\t' : ',');
    CsvRows rows = CsvRows.open(name, path, delimiter);
    SchemaText open = options.get("schema").map(CsvFactory::schema).orElse(SchemaText.OPEN);
    SchemaText schema =
        options.get("label").map(label -> open.withLabel(label(rows, label))).orElse(open);
    TableDataset read = TableReader.read(rows, schema, Mapping.DEFAULT);
    TableDataset data = options.get("labels").map(text -> labelled(read, text)).orElse(read);
    data.notices().forEach(notice -> LOG.warn("{}: {}", name, notice));
    Dataset shaped = options.get("shape").map(Shape::parse).map(data::withShape).orElse(data);
    return new DatasetSplits(shaped, Optional.empty());
  }

  /** Takes the labels from a file of their own, so that nothing that learns ever reads them. */
  private static TableDataset labelled(TableDataset rows, String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new ConfigurationException(
          "data option labels: got '"
              + text
              + "', expected a CSV file and its column, as in truth.csv:kind");
    }
    return rows.withLabels(Path.of(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** Reads a schema from a file, or from the text itself if it is one. */
  private static SchemaText schema(String text) {
    if (text.startsWith("{")) {
      return SchemaText.parse(text, "schema");
    }
    try {
      return SchemaText.parse(Files.readString(Path.of(text)), text);
    } catch (NoSuchFileException e) {
      throw DataProblem.noFile(Path.of(text));
    } catch (IOException | InvalidPathException e) {
      throw DataProblem.unreadable(text, e);
    }
  }

  private static String label(CsvRows rows, String label) {
    if (!rows.columns().contains(label)) {
      List<String> names = rows.columns();
      throw new ConfigurationException(
          "data option label: got '"
              + label
              + "', expected a column of "
              + rows.file()
              + ": "
              + String.join(", ", names.subList(0, Math.min(20, names.size())))
              + (names.size() > 20 ? ", ..." : ""));
    }
    return label;
  }

  private static char delimiter(String text) {
    String character = text.equals("tab") || text.equals("\\t") ? "\t" : text;
    if (character.length() != 1 || "\"\r\n".contains(character)) {
      throw new ConfigurationException(
          "data option delimiter: got '" + text + "', expected one character, or tab");
    }
    return character.charAt(0);
  }
}
