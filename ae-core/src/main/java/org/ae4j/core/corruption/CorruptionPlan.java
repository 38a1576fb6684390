package org.ae4j.core.corruption;

import java.util.ArrayList;
import java.util.List;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.Expression;
import org.ae4j.api.ScalableCorruption;
import org.ae4j.core.plugin.Registry;

/**
 * How inputs are damaged from epoch to epoch.
 *
 * <p>The text form joins corruptions by a plus, {@code gaussian(0.2)+masking(0.1)}: one damages
 * what the one before it left, and each draws its own random numbers. A corruption can be
 * multiplied by a strength that grows over the first epochs, {@code gaussian(0.3)*ramp(10)}, from 0
 * in epoch 1 to 1 in epoch 10, or {@code *ramp(10,from=0.5,to=1)}. The strength depends on the
 * epoch alone. Immutable and thread-safe.
 */
public final class CorruptionPlan {
  private record Part(Corruption corruption, Ramp ramp) {
    Corruption at(int epoch) {
      double strength = ramp.strength(epoch);
      return strength < 1 && corruption instanceof ScalableCorruption scalable
          ? scalable.scaled(strength)
          : corruption;
    }
  }

  private final List<Part> parts;

  private CorruptionPlan(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Reads a text form.
   *
   * @throws ConfigurationException if it names no corruption, an argument is out of range, or such
   *     rows cannot be damaged so
   */
  public static CorruptionPlan parse(Registry registry, String text, CorruptionContext context) {
    List<Part> parts = new ArrayList<>();
    for (String part : Expression.split(text, '+')) {
      List<String> factors = Expression.split(part, '*');
      if (factors.size() > 2) {
        throw new ConfigurationException(
            "cannot read corruption '" + text + "': a corruption has one " + Ramp.USAGE);
      }
      Corruption corruption = registry.corruption(factors.get(0), context);
      Ramp ramp = factors.size() == 1 ? Ramp.NONE : Ramp.parse(factors.get(1));
      if (factors.size() > 1 && !(corruption instanceof ScalableCorruption)) {
        throw new ConfigurationException(
            "corruption " + corruption + " has no strength that a ramp could change");
      }
      parts.add(new Part(corruption, ramp));
    }
    return new CorruptionPlan(List.copyOf(parts));
  }

  /** Reads a text form for the rows that a model takes. */
  public static CorruptionPlan parse(Registry registry, String text, AutoencoderConfig config) {
    return parse(registry, text, CorruptionContext.of(config.input(), config.scaling()));
  }

  /** Returns the corruption of an epoch, from 1. */
  public Corruption at(int epoch) {
    return compose(parts.stream().map(part -> part.at(epoch)).toList());
  }

  /** Returns the corruption without any ramp: what models are measured with. */
  public Corruption full() {
    return compose(parts.stream().map(Part::corruption).toList());
  }

  private static Corruption compose(List<Corruption> corruptions) {
    return new CompositeCorruption(corruptions.toArray(Corruption[]::new));
  }
}
