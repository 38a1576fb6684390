package org.ae4j.core.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.Shape;

/** Opens a CSV file with a header and columns of numbers. */
public final class CsvFactory implements DatasetFactory {
  private static final Pattern NAME = Pattern.compile(".*\\.(csv|tsv)");

  /** Makes the factory. */
  public CsvFactory() {}

  @Override
  public String id() {
    return "csv";
  }

  @Override
  public String description() {
    return "a CSV file with a header and columns of numbers (options: label=COLUMN, delimiter=C or"
        + " tab, shape=CxHxW)";
  }

  @Override
  public boolean recognizes(String source) {
    return source.equals(id()) || PathForms.matches(source, NAME);
  }

  @Override
  public DatasetSplits open(DatasetRequest request) {
    Options options = Options.of(id(), request, "label", "delimiter", "shape");
    Path path = DataFolders.source(id(), request);
    String name = PathForms.name(path);
    boolean tabs = name.toLowerCase(Locale.ROOT).endsWith(".tsv");
    char delimiter = options.get("delimiter").map(CsvFactory::delimiter).orElse(tabs ? '\t' : ',');
    DenseDataset data = CsvTable.read(name, path, delimiter, options.get("label"));
    Dataset shaped = options.get("shape").map(Shape::parse).map(data::withShape).orElse(data);
    return new DatasetSplits(shaped, Optional.empty());
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
