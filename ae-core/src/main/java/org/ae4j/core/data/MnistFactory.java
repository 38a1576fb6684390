package org.ae4j.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ae4j.api.DataException;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;

/**
 * Opens Fashion-MNIST or MNIST from the folder that a request names, or else the first that has it.
 */
public final class MnistFactory implements DatasetFactory {
  /** The classes of Fashion-MNIST, in the order that its labels count. */
  public static final List<String> FASHION_CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private final String id;
  private final String description;
  private final List<String> classes;
  private final List<Path> folders;
  private final String advice;

  MnistFactory(
      String id, String description, List<String> classes, List<Path> folders, String advice) {
    this.id = id;
    this.description = description;
    this.classes = classes;
    this.folders = folders;
    this.advice = advice;
  }

  /**
   * Makes the factory of Fashion-MNIST, which also looks where Debian's package of it puts the
   * files.
   */
  public static MnistFactory fashionMnist() {
    return fashionMnist(
        List.of(Path.of("/usr/share/datasets/fashion-mnist"), DataFolders.cache("fashion-mnist")));
  }

  static MnistFactory fashionMnist(List<Path> folders) {
    return new MnistFactory(
        "fashion-mnist",
        "Fashion-MNIST: 60 000 + 10 000 grey images of clothes, 28x28, 10 classes (Zalando, 2017)",
        FASHION_CLASSES,
        folders,
        "install it (apt install dataset-fashion-mnist), or fetch it (ae data fetch fashion-mnist),"
            + " or name its folder (--data-dir DIR), or take the built-in sample"
            + " (--data fashion-mnist-sample)");
  }

  /** Makes the factory of MNIST. */
  public static MnistFactory mnist() {
    return mnist(List.of(DataFolders.cache("mnist")));
  }

  static MnistFactory mnist(List<Path> folders) {
    return new MnistFactory(
        "mnist",
        "MNIST: 60 000 + 10 000 grey images of handwritten digits, 28x28 (LeCun et al., 1998)",
        DIGITS,
        folders,
        "fetch it (ae data fetch mnist), or name its folder (--data-dir DIR)");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public DatasetSplits open(DatasetRequest request) {
    Options.of(id, request);
    List<Path> places = request.directory().map(List::of).orElse(folders);
    for (Path place : places) {
      if (MnistFiles.isIn(place)) {
        return MnistFiles.read(id, place, classes, true);
      }
    }
    String looked =
        places.stream()
            .map(
                place ->
                    place + (Files.isDirectory(place) ? " (has no train-images)" : " (absent)"))
            .collect(Collectors.joining(", "));
    throw new DataException(id + ": not found; looked in " + looked + "; " + advice);
  }
}
