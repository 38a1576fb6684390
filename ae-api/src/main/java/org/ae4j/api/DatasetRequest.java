package org.ae4j.api;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a user asked for: the source by id or path, a folder to look in, and further options of the
 * factory.
 *
 * @param source an id such as {@code mnist}, or a path
 * @param directory a folder with the data's files, which is searched before any other
 * @param options the factory's own options by name, for example {@code size=32x32}
 */
public record DatasetRequest(String source, Optional<Path> directory, Map<String, String> options) {
  public DatasetRequest {
    options = Map.copyOf(options);
  }

  /** Returns a request with neither folder nor options. */
  public static DatasetRequest of(String source) {
    return new DatasetRequest(source, Optional.empty(), Map.of());
  }
}
