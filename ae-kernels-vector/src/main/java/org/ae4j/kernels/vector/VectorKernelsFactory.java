package org.ae4j.kernels.vector;

import java.util.Optional;
import org.ae4j.api.kernels.Kernels;
import org.ae4j.api.kernels.KernelsFactory;

/**
 * Offers {@link VectorKernels}; refers to the Vector API in {@link #create} alone, and there
 * indirectly.
 */
final class VectorKernelsFactory implements KernelsFactory {

  @Override
  public String id() {
    return "vector";
  }

  @Override
  public int speed() {
    return 100;
  }

  @Override
  public Optional<String> unavailable() {
    return VectorKernelsSupport.reasonUnavailable();
  }

  @Override
  public Kernels create() {
    return new VectorKernels();
  }
}
