package org.ae4j.core.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ae4j.api.DataException;
import org.ae4j.api.DatasetRequest;
import org.jspecify.annotations.Nullable;

/** Where data is looked for and kept. */
public final class DataFolders {
  private DataFolders() {}

  /**
   * Returns the folder where fetched data of this id is kept; it need not exist.
   *
   * <p>It is {@code datasets/ID} in the cache, which is the system property {@code ae.cache}, else
   * the environment's {@code AE4J_CACHE}, else {@code ae4j} in {@code XDG_CACHE_HOME}, else {@code
   * ~/.cache/ae4j}.
   */
  public static Path cache(String id) {
    return cache(id, System::getProperty, System::getenv);
  }

  static Path cache(
      String id,
      UnaryOperator<@Nullable String> property,
      UnaryOperator<@Nullable String> environment) {
    return given(property.apply("ae.cache"))
        .or(() -> given(environment.apply("AE4J_CACHE")))
        // The XDG base directory specification has relative paths ignored.
        .or(
            () ->
                given(environment.apply("XDG_CACHE_HOME"))
                    .filter(Path::isAbsolute)
                    .map(xdg -> xdg.resolve("ae4j")))
        .orElseGet(() -> Path.of("" + property.apply("user.home"), ".cache", "ae4j"))
        .resolve("datasets")
        .resolve(id);
  }

  /** Returns the path that a request's source names, searched for in its folder first. */
  static Path source(String factory, DatasetRequest request) {
    Optional<Path> folder = request.directory();
    if (request.source().equals(factory) && folder.isPresent()) {
      return folder.get();
    }
    return find(request, request.source());
  }

  static Path find(DatasetRequest request, String name) {
    Path plain;
    try {
      plain = Path.of(name);
    } catch (InvalidPathException e) {
      throw new DataException(
          DataProblem.quote(name) + ": found no valid path, expected one; check it", e);
    }
    Optional<Path> inFolder = request.directory().map(folder -> folder.resolve(name));
    if (inFolder.isPresent() && Files.exists(inFolder.get())) {
      return inFolder.get();
    }
    if (Files.exists(plain)) {
      return plain;
    }
    throw new DataException(
        name
            + ": found no such file or folder"
            + inFolder.map(path -> " (nor " + path + ")").orElse("")
            + ", expected data; check the path, relative ones are taken from "
            + Path.of("").toAbsolutePath());
  }

  private static Optional<Path> given(@Nullable String text) {
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
  }
}
