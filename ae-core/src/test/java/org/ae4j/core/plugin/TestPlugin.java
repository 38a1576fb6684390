package org.ae4j.core.plugin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.KernelsFactory;
import org.ae4j.core.kernels.ReferenceKernels;
import org.jspecify.annotations.Nullable;

/** A plugin made of lists. */
public record TestPlugin(
    String id,
    int spiVersion,
    List<CorruptionFactory> corruptions,
    List<DatasetFactory> datasets,
    List<KernelsFactory> kernels)
    implements AutoencoderPlugin {

  /** Makes a plugin that adds corruptions. */
  public static TestPlugin ofCorruptions(String id, CorruptionFactory... corruptions) {
    return new TestPlugin(id, 1, List.of(corruptions), List.of(), List.of());
  }

  /** Makes a plugin that adds data sets. */
  public static TestPlugin ofDatasets(String id, DatasetFactory... datasets) {
    return new TestPlugin(id, 1, List.of(), List.of(datasets), List.of());
  }

  /** Makes a plugin that adds kernels. */
  public static TestPlugin ofKernels(KernelsFactory... kernels) {
    return new TestPlugin("test.kernels", 1, List.of(), List.of(), List.of(kernels));
  }

  /** A corruption whose making is given. */
  record NamedCorruption(String id, Function<Arguments, @Nullable Corruption> make)
      implements CorruptionFactory {
    @Override
    public String usage() {
      return id;
    }

    @Override
    @SuppressWarnings("NullAway") // null is what the test is about
    public Corruption create(Arguments arguments, CorruptionContext context) {
      return make.apply(arguments);
    }
  }

  /** A data set that recognizes what is given. */
  record NamedDataset(String id, Predicate<String> form) implements DatasetFactory {
    @Override
    public String description() {
      return id;
    }

    @Override
    public boolean recognizes(String source) {
      return form.test(source);
    }

    @Override
    public DatasetSplits open(DatasetRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  /** Kernels that are available unless there is a reason. */
  public record NamedKernels(String id, int speed, Optional<String> unavailable)
      implements KernelsFactory {
    @Override
    public Kernels create() {
      return new ReferenceKernels();
    }
  }
}
