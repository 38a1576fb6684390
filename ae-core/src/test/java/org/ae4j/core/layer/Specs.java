package org.ae4j.core.layer;

import org.ae4j.api.Arguments;
import org.ae4j.api.Expression;
import org.ae4j.api.LayerSpec;

/** Reads text forms with the built-in factories, as the engine does. */
final class Specs {
  private Specs() {}

  static LayerSpec parse(String text) {
    Expression expression = Expression.parse(text);
    Arguments arguments = new Arguments(expression);
    LayerSpec spec =
        BuiltInLayers.factories().stream()
            .filter(factory -> factory.id().equals(expression.name()))
            .findFirst()
            .orElseThrow()
            .create(arguments);
    arguments.finish();
    return spec;
  }
}
