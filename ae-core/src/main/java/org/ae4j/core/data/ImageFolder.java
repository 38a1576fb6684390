package org.ae4j.core.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ae4j.api.DataException;

/**
 * The PNG and JPEG files of a folder by name, or of its sub-folders, whose names are then the
 * classes.
 *
 * @param labels one class index a file, or empty
 */
record ImageFolder(List<Path> files, List<Integer> labels, List<String> classes) {

  /** Tells whether there is an image in the folder or in a folder of it. */
  static boolean isIn(Path folder) {
    return !images(folder).isEmpty()
        || list(folder, Files::isDirectory).stream().anyMatch(sub -> !images(sub).isEmpty());
  }

  static ImageFolder list(Path folder) {
    List<Path> files = new ArrayList<>(images(folder));
    boolean flat = !files.isEmpty();
    List<Integer> labels = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (Path sub : list(folder, Files::isDirectory)) {
      List<Path> images = images(sub);
      if (images.isEmpty()) {
        continue;
      }
      if (flat) {
        throw DataProblem.at(
            folder.toString(),
            "listing",
            "images both here and in " + PathForms.name(sub),
            "either images, or one folder a class",
            "move the ones or the others");
      }
      images.forEach(image -> labels.add(classes.size()));
      classes.add(PathForms.name(sub));
      files.addAll(images);
    }
    if (files.isEmpty()) {
      throw new DataException(
          folder
              + ": found no images, expected .png, .jpg or .jpeg files here or in folders by class;"
              + " check the path");
    }
    return new ImageFolder(files, labels, classes);
  }

  private static List<Path> images(Path folder) {
    return list(folder, file -> isImage(file) && Files.isRegularFile(file));
  }

  private static boolean isImage(Path file) {
    String name = PathForms.name(file).toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  /**
   * Lists entries that are not hidden, in the order of their names' code units, the same
   * everywhere.
   */
  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !PathForms.name(entry).startsWith("."))
          .filter(wanted)
          .sorted(Comparator.comparing(PathForms::name))
          .toList();
    } catch (IOException e) {
      throw DataProblem.unreadable(folder.toString(), e);
    }
  }
}
