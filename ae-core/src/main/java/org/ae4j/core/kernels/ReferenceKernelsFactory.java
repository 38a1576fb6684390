package org.ae4j.core.kernels;

import java.util.Optional;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.KernelsFactory;

/** Offers {@link ReferenceKernels}, which run anywhere and are the slowest. */
public final class ReferenceKernelsFactory implements KernelsFactory {

  /** Creates the factory; it holds no state. */
  public ReferenceKernelsFactory() {}

  @Override
  public String id() {
    return "reference";
  }

  @Override
  public int speed() {
    return 0;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Kernels create() {
    return new ReferenceKernels();
  }
}
