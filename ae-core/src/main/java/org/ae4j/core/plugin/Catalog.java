package org.ae4j.core.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Names;
import org.ae4j.api.PluginException;

/**
 * The factories of one kind by id, in the order of their ids. Immutable.
 *
 * <p>An id that more than one plugin claims belongs to none of them: asking for it is an error that
 * names both jars.
 *
 * @param <F> the type of the factories
 */
public final class Catalog<F> {
  private final String kind;
  private final SortedMap<String, Registered<F>> entries;
  private final Map<String, String> collisions;
  private final String hint;

  private Catalog(
      String kind,
      SortedMap<String, Registered<F>> entries,
      Map<String, String> collisions,
      String hint) {
    this.kind = kind;
    this.entries = Collections.unmodifiableSortedMap(entries);
    this.collisions = Collections.unmodifiableMap(collisions);
    this.hint = hint;
  }

  /**
   * Collects what plugins add.
   *
   * @param refused plugins whose own ids collide, each with the reason
   * @param hint what to add when an id is unknown
   * @param failures receives one failure for each id that collides
   */
  static <F> Catalog<F> of(
      String kind,
      List<LoadedPlugin> plugins,
      Function<LoadedPlugin, List<Registered<F>>> factories,
      Map<LoadedPlugin, String> refused,
      String hint,
      Collection<PluginFailure> failures) {
    Map<String, List<Registered<F>>> claims = new TreeMap<>();
    Map<String, String> collisions = new TreeMap<>();
    for (LoadedPlugin plugin : plugins) {
      String reason = refused.get(plugin);
      for (Registered<F> entry : factories.apply(plugin)) {
        if (reason != null) {
          collisions.put(entry.id(), reason);
        }
        claims.computeIfAbsent(entry.id(), id -> new ArrayList<>()).add(entry);
      }
    }
    SortedMap<String, Registered<F>> entries = new TreeMap<>();
    claims.forEach(
        (id, claimants) -> {
          if (claimants.size() > 1 && !collisions.containsKey(id)) {
            PluginFailure failure =
                collision(
                    kind + " '" + id + "'", claimants.stream().map(Registered::source).toList());
            failures.add(failure);
            collisions.put(id, failure.toString());
          } else if (!collisions.containsKey(id)) {
            entries.put(id, claimants.get(0));
          }
        });
    return new Catalog<>(kind, entries, collisions, hint);
  }

  /** Describes an id that several plugins claim. */
  static PluginFailure collision(String what, List<PluginSource> sources) {
    String cause =
        "each adds the " + what + ", so that none of them is used; remove all of these but one";
    String providers = join(sources, PluginSource::provider);
    String locations = join(sources, PluginSource::location);
    return new PluginFailure(
        providers,
        locations,
        cause,
        new PluginException(providers + " in " + locations + ": " + cause));
  }

  private static String join(List<PluginSource> sources, Function<PluginSource, String> part) {
    return sources.stream().map(part).distinct().collect(Collectors.joining(" and "));
  }

  /** Returns what these factories make, for example {@code layer}. */
  public String kind() {
    return kind;
  }

  /**
   * Returns the factory of an id.
   *
   * @throws ConfigurationException if no plugin adds it; the message names the nearest known one
   * @throws PluginException if more than one plugin adds it
   */
  public F get(String id) {
    return entry(id).factory();
  }

  /**
   * Returns the factory of an id with its source.
   *
   * @throws ConfigurationException if no plugin adds it; the message names the nearest known one
   * @throws PluginException if more than one plugin adds it
   */
  public Registered<F> entry(String id) {
    Registered<F> entry = entries.get(id);
    if (entry != null) {
      return entry;
    }
    String collision = collisions.get(id);
    if (collision != null) {
      throw new PluginException("cannot use the " + kind + " '" + id + "': " + collision);
    }
    throw unknown(id);
  }

  /** Returns all usable factories in the order of their ids. */
  public Collection<Registered<F>> entries() {
    return entries.values();
  }

  /** Returns the ids of all usable factories in their natural order. */
  public Set<String> ids() {
    return entries.keySet();
  }

  /** Returns the ids that cannot be used because plugins collide, each with the reason. */
  public Map<String, String> collisions() {
    return collisions;
  }

  ConfigurationException unknown(String id) {
    Set<String> known = new TreeSet<>(entries.keySet());
    known.addAll(collisions.keySet());
    return new ConfigurationException(Names.unknown(kind, id, known).getMessage() + hint);
  }
}
