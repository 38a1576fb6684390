package org.ae4j.api;

/** Makes callbacks of one kind; contributed by a plugin. */
public interface CallbackFactory {

  /** Returns the id, the name in the text form. */
  String id();

  /** Returns the text form with all arguments and their defaults, for help. */
  String usage();

  /** Makes a callback for one run. */
  Callback create(Arguments arguments);
}
