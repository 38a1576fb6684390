package org.ae4j.denoising;

import org.ae4j.api.Arguments;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.CorruptionFactory;

/** A factory by its parts. */
record BuiltInCorruption(String id, String usage, Maker maker) implements CorruptionFactory {
  interface Maker {
    Corruption make(Arguments arguments, CorruptionContext context);
  }

  @Override
  public Corruption create(Arguments arguments, CorruptionContext context) {
    return maker.make(arguments, context);
  }
}
