package org.ae4j.core.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.Shape;

/** The options of a file with one array: {@code labels=FILE} and {@code shape=CxHxW}. */
record FileOptions(Optional<Path> labels, Optional<Shape> shape) {

  static FileOptions of(String factory, DatasetRequest request) {
    Options options = Options.of(factory, request, "labels", "shape");
    return new FileOptions(
        options.get("labels").map(file -> DataFolders.find(request, file)),
        options.get("shape").map(Shape::parse));
  }

  Dataset apply(DenseDataset data, Function<Path, int[]> labelReader) {
    DenseDataset shaped = shape.map(data::withShape).orElse(data);
    return labels
        .map(file -> Labels.attach(shaped, file.toString(), labelReader.apply(file), List.of()))
        .orElse(shaped);
  }
}
