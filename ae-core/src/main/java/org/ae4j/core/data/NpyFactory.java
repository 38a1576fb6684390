package org.ae4j.core.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;

/** Opens a NumPy array in an .npy file. */
public final class NpyFactory implements DatasetFactory {
  private static final Pattern NAME = Pattern.compile(".*\\.npy");

  /** Makes the factory. */
  public NpyFactory() {}

  @Override
  public String id() {
    return "npy";
  }

  @Override
  public String description() {
    return "a NumPy array of real numbers, rows first (options: labels=FILE.npy, shape=CxHxW)";
  }

  @Override
  public boolean recognizes(String source) {
    return source.equals(id()) || PathForms.matches(source, NAME);
  }

  @Override
  public DatasetSplits open(DatasetRequest request) {
    FileOptions options = FileOptions.of(id(), request);
    Path path = DataFolders.source(id(), request);
    DenseDataset data = NpyReader.read(PathForms.name(path), path);
    return new DatasetSplits(options.apply(data, NpyReader::readLabels), Optional.empty());
  }
}
