package org.ae4j.core.data;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.Names;

/** The options of a request, of which each must be known to the factory. */
final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  static Options of(String factory, DatasetRequest request, String... known) {
    for (String option : request.options().keySet()) {
      if (!Arrays.asList(known).contains(option)) {
        throw Names.unknown("data option of " + factory, option, Arrays.asList(known));
      }
    }
    return new Options(request.options());
  }

  Optional<String> get(String option) {
    return Optional.ofNullable(values.get(option));
  }
}
