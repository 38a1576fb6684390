package org.ae4j.testkit;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Corruption;
import org.ae4j.api.RandomStream;
import org.ae4j.api.ScalableCorruption;
import org.ejml.data.FMatrixRMaj;

class CorruptionContractTest extends BrokenPromises {
  CorruptionContractTest() {
    super(CorruptionContract.class, Subject.class);
  }

  static class Subject extends CorruptionContract {
    @Override
    protected AutoencoderPlugin plugin() {
      return ToyPlugin.ofCorruption(Erasing::new);
    }

    @Override
    protected Stream<CorruptionExample> corruptions() {
      return Stream.of(CorruptionExample.of("toy(factor=0.3)", "1x3x4"));
    }
  }

  private record Erasing(double factor) implements ScalableCorruption {
    @Override
    public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
      int first = breaks("staysInItsRows") ? 0 : fromRow;
      int shift = breaks("threadsDoNotChangeABit") ? fromRow : 0;
      long source = breaks("theKeyDecides") ? 1 : key;
      for (int i = first * rows.numCols; i < toRow * rows.numCols; i++) {
        if ((RandomStream.bitsOf(source, i + shift) >>> 11) * 0x1p-53 < factor) {
          rows.data[i] = 0;
        }
      }
    }

    @Override
    public Corruption scaled(double strength) {
      return breaks("strengthGoesFromNothingToAll") ? this : new Erasing(factor * strength);
    }

    @Override
    public String toString() {
      return ToyPlugin.text(factor);
    }
  }
}
