package org.ae4j.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.Shape;

class DatasetContractTest extends BrokenPromises {
  DatasetContractTest() {
    super(DatasetContract.class, Subject.class);
  }

  static class Subject extends DatasetContract {
    @Override
    protected AutoencoderPlugin plugin() {
      return ToyPlugin.ofDataset(new GridFactory());
    }

    @Override
    protected Stream<DatasetRequest> requests() {
      return Stream.of(new DatasetRequest("toy", Optional.empty(), Map.of("first", "200")));
    }
  }

  private static final class GridFactory implements DatasetFactory {
    @Override
    public String id() {
      return "toy";
    }

    @Override
    public String description() {
      return breaks("recognizesItsSource") ? "" : "bytes in order";
    }

    @Override
    public DatasetSplits open(DatasetRequest request) {
      Arguments options = new Arguments("data set toy", request.options());
      int first = options.whole("first", 0, 255, 0);
      if (!breaks("refusesUnknownOptions")) {
        options.finish();
      }
      return new DatasetSplits(
          new Grid(first, new int[] {0, 1, 0}, Thread.currentThread()), Optional.empty());
    }
  }

  /** Three rows of two bytes, counting from the first. */
  private record Grid(int first, int[] classes, Thread maker) implements ByteDataset {
    @Override
    public String name() {
      return "toy";
    }

    @Override
    public int size() {
      return 3;
    }

    @Override
    public Shape shape() {
      return Shape.features(2);
    }

    @Override
    public void copyRow(int row, float[] out, int offset) {
      boolean other = maker != Thread.currentThread();
      int wrong = other && breaks("readsTheSameAgainAndAmongThreads") ? 1 : 0;
      out[offset] = first + 2 * row + wrong;
      out[offset + 1] = first + 2 * row + 1;
      if (breaks("copiesRowsIntoTheirPlace") && offset > 0) {
        out[offset - 1] = 0;
      }
    }

    @Override
    public byte[] bytes() {
      byte[] bytes = new byte[6];
      for (int i = 0; i < 6; i++) {
        bytes[i] = (byte) (first + i);
      }
      return bytes;
    }

    @Override
    public int offset(int row) {
      return breaks("bytesAreItsValues") ? 0 : 2 * row;
    }

    @Override
    public Optional<int[]> labels() {
      return Optional.of(breaks("keepsItsLabels") ? classes : classes.clone());
    }

    @Override
    public List<String> labelNames() {
      return breaks("describesItsRows") ? List.of("even") : List.of("even", "odd");
    }
  }
}
