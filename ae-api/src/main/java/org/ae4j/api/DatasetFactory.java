package org.ae4j.api;

/** Opens a named data set, or data in a format that it recognizes; contributed by a plugin. */
public interface DatasetFactory {

  /** Returns the id, for example {@code fashion-mnist}, {@code csv}. */
  String id();

  /** Says in one line what this data is and where it comes from. */
  String description();

  /**
   * Tells whether this factory is for the source that a user named: its own id, or a path whose
   * form it knows.
   *
   * <p>Looks at the text and, at most, at the file system's entries; reads no file.
   */
  default boolean recognizes(String source) {
    return source.equals(id());
  }

  /**
   * Opens the data.
   *
   * @throws DataException if it is missing or malformed; the message names the file, the place,
   *     what was found and what was expected
   * @throws ConfigurationException if an option is unknown or out of range
   */
  DatasetSplits open(DatasetRequest request);
}
