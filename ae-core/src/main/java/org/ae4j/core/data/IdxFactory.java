package org.ae4j.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;

/** Opens an IDX file, or a folder of IDX files under MNIST's names. */
public final class IdxFactory implements DatasetFactory {
  private static final Pattern NAME =
      Pattern.compile(".*([.-]idx[1-4]-(ubyte|byte|short|int|float|double)|\\.idx[1-4]?)(\\.gz)?");

  /** Makes the factory. */
  public IdxFactory() {}

  @Override
  public String id() {
    return "idx";
  }

  @Override
  public String description() {
    return "an IDX file, plain or gzip'd, or a folder of them under MNIST's names"
        + " (options for a file: labels=FILE, shape=CxHxW)";
  }

  @Override
  public boolean recognizes(String source) {
    return source.equals(id())
        || PathForms.matches(source, NAME)
        || PathForms.folder(source).filter(MnistFiles::isIn).isPresent();
  }

  @Override
  public DatasetSplits open(DatasetRequest request) {
    Path path = DataFolders.source(id(), request);
    if (Files.isDirectory(path)) {
      Options.of("idx (a folder)", request);
      return MnistFiles.read(PathForms.name(path), path, List.of(), false);
    }
    FileOptions options = FileOptions.of(id(), request);
    DenseDataset data = IdxReader.read(PathForms.name(path), path);
    return new DatasetSplits(options.apply(data, IdxReader::readLabels), Optional.empty());
  }
}
