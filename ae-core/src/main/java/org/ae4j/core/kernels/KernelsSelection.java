package org.ae4j.core.kernels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.PluginException;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.KernelsFactory;
import org.ae4j.core.plugin.Catalog;
import org.ae4j.core.plugin.Registered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which numerical loops are used, and why.
 *
 * @param id of the chosen ones
 * @param kernels the chosen ones
 * @param reason one line
 * @param others why each of the others is not used, by id
 */
public record KernelsSelection(
    String id, Kernels kernels, String reason, Map<String, String> others) {
  /** The system property that forces kernels by id. */
  public static final String PROPERTY = "ae.kernels";

  private static final Logger LOG = LoggerFactory.getLogger(KernelsSelection.class);

  public KernelsSelection {
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /**
   * Takes the kernels that the system property {@code ae.kernels} names, or else the fastest
   * available ones.
   *
   * @throws ConfigurationException if the named ones are unknown or not available here
   */
  public static KernelsSelection choose(Catalog<KernelsFactory> catalog) {
    String forced = System.getProperty(PROPERTY, "").trim();
    return forced.isEmpty()
        ? fastest(catalog)
        : force(catalog, forced, "-D" + PROPERTY + "=" + forced);
  }

  /**
   * Takes the kernels of an id.
   *
   * @throws ConfigurationException if they are unknown or not available here
   */
  public static KernelsSelection choose(Catalog<KernelsFactory> catalog, String id) {
    return force(catalog, id, "kernels(\"" + id + "\")");
  }

  private static KernelsSelection force(Catalog<KernelsFactory> catalog, String id, String demand) {
    Candidate candidate;
    try {
      candidate = Candidate.of(catalog.entry(id));
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          demand + ": " + e.getMessage() + "; is the jar that brings them there?", e);
    }
    if (candidate.unavailable().isPresent()) {
      throw new ConfigurationException(
          demand
              + " demands kernels that cannot be used here: "
              + candidate.unavailable().get()
              + "; or leave the choice to ae4j");
    }
    Kernels kernels;
    try {
      kernels = candidate.create();
    } catch (RuntimeException | LinkageError e) {
      throw new ConfigurationException(
          demand + " demands kernels that cannot be made: " + e + "; or leave the choice to ae4j",
          e);
    }
    Map<String, String> others = new LinkedHashMap<>(catalog.collisions());
    catalog.ids().stream()
        .filter(o -> !o.equals(id))
        .forEach(o -> others.put(o, "passed over: " + demand));
    return new KernelsSelection(id, kernels, "demanded by " + demand, others);
  }

  private static KernelsSelection fastest(Catalog<KernelsFactory> catalog) {
    List<Candidate> candidates = new ArrayList<>();
    catalog.entries().forEach(entry -> candidates.add(Candidate.of(entry)));
    candidates.sort(Comparator.comparingInt(Candidate::speed).reversed());
    Map<String, String> others = new LinkedHashMap<>(catalog.collisions());
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      Optional<String> unavailable = candidate.unavailable();
      if (unavailable.isEmpty()) {
        try {
          return taken(
              candidate,
              candidate.create(),
              candidates.subList(i + 1, candidates.size()),
              others,
              missed);
        } catch (RuntimeException | LinkageError e) {
          unavailable = Optional.of("they could not be made: " + e);
        }
      }
      others.put(candidate.id(), unavailable.get());
      missed.add("'" + candidate.id() + "' would be faster: " + unavailable.get());
    }
    throw new PluginException(
        "no kernels can be used here, expected at least those of ae-core"
            + (others.isEmpty() ? "" : ": " + others)
            + "; is ae-core's META-INF/services intact in your jar?");
  }

  private static KernelsSelection taken(
      Candidate chosen,
      Kernels kernels,
      List<Candidate> slower,
      Map<String, String> others,
      List<String> missed) {
    if (!missed.isEmpty()) {
      LOG.info("kernels '{}' are used; {}", chosen.id(), String.join("; ", missed));
    }
    slower.forEach(
        c -> others.put(c.id(), c.unavailable().orElse("slower than '" + chosen.id() + "'")));
    String reason = missed.isEmpty() ? "the fastest known" : "the fastest available";
    return new KernelsSelection(chosen.id(), kernels, reason, others);
  }

  /** Kernels that were asked once; what goes wrong while they answer makes them unavailable. */
  private record Candidate(
      String id, int speed, Optional<String> unavailable, Registered<KernelsFactory> entry) {

    static Candidate of(Registered<KernelsFactory> entry) {
      int speed = 0;
      try {
        speed = entry.factory().speed();
        return new Candidate(entry.id(), speed, entry.factory().unavailable(), entry);
      } catch (RuntimeException | LinkageError e) {
        Optional<String> reason = Optional.of("the plugin " + entry.source() + " fails: " + e);
        return new Candidate(entry.id(), speed, reason, entry);
      }
    }

    Kernels create() {
      Kernels kernels = entry.factory().create();
      if (kernels == null) {
        throw new PluginException("the plugin " + entry.source() + " made no kernels");
      }
      return kernels;
    }
  }
}
