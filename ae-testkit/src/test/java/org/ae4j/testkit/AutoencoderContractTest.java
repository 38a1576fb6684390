package org.ae4j.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ae4j.api.Autoencoder;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.Batch;
import org.ae4j.api.BuildContext;
import org.ae4j.api.CodePenalty;
import org.ae4j.api.Generative;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Network;
import org.ae4j.api.ReconstructingAutoencoder;
import org.ae4j.api.Shape;
import org.ae4j.api.TrainingStep;
import org.ejml.data.FMatrixRMaj;

class AutoencoderContractTest extends BrokenPromises {
  AutoencoderContractTest() {
    super(AutoencoderContract.class, Subject.class);
  }

  static class Subject extends AutoencoderContract {
    @Override
    protected AutoencoderPlugin plugin() {
      return ToyPlugin.ofAutoencoder(new ToyFactory());
    }

    @Override
    protected Stream<AutoencoderConfig> configs() {
      return Stream.of(
          AutoencoderConfig.builder(Shape.features(4))
              .variant("toy")
              .encoder("dense(3) tanh dense(2)")
              .option("factor", "0.5")
              .build());
    }
  }

  private static final class ToyFactory implements AutoencoderFactory {
    @Override
    public String id() {
      return "toy";
    }

    @Override
    public String description() {
      return "as plain as can be";
    }

    @Override
    public String usage() {
      return "factor=1";
    }

    @Override
    public Autoencoder create(AutoencoderConfig config, BuildContext context) {
      var options = config.arguments();
      options.number("factor", 0, 1, 1);
      if (!breaks("refusesUnknownOptions")) {
        options.finish();
      }
      return new Toy(
          ReconstructingAutoencoder.create(config, context, false, new Spread()),
          new AtomicInteger(),
          Thread.currentThread());
    }
  }

  /** Half the mean square of the codes. */
  private static final class Spread implements CodePenalty {
    private int steps;

    @Override
    public void add(FMatrixRMaj code, FMatrixRMaj gradient, LossBreakdown losses) {
      steps++;
      double sum = 0;
      float scale = 1f / code.numRows;
      float wrong = breaks("gradientsMatchDifferences") ? 1.2f : 1;
      if (breaks("aResumedRunEndsAsIfItHadNeverStopped")) {
        wrong = steps;
      }
      if (breaks("theSeedDecidesAndThreadsDoNot")) {
        wrong = System.nanoTime() % 1000;
      }
      for (int i = 0; i < code.getNumElements(); i++) {
        sum += 0.5 * scale * code.data[i] * code.data[i];
        gradient.data[i] += wrong * scale * code.data[i];
      }
      losses.add("spread", sum);
    }
  }

  private record Toy(ReconstructingAutoencoder sound, AtomicInteger steps, Thread maker)
      implements Autoencoder, Generative {
    @Override
    public List<Network> networks() {
      return sound.networks();
    }

    @Override
    public int codeSize() {
      return sound.codeSize() + (breaks("keepsItsShapes") ? 1 : 0);
    }

    @Override
    public FMatrixRMaj encode(FMatrixRMaj rows) {
      FMatrixRMaj codes = sound.encode(rows);
      boolean shifted =
          (breaks("aBatchIsItsRows") && rows.numRows > 1)
              || (breaks("manyThreadsGetWhatOneGets") && maker != Thread.currentThread())
              || (breaks("aSavedModelGivesTheSame") && steps.get() > 0);
      if (shifted) {
        codes.data[0] += 1;
      }
      if (breaks("leavesItsInputsAlone")) {
        rows.data[0] += 1;
      }
      return codes;
    }

    @Override
    public FMatrixRMaj decode(FMatrixRMaj codes) {
      return sound.decode(codes);
    }

    @Override
    public LossBreakdown computeGradients(Batch batch, TrainingStep step) {
      steps.incrementAndGet();
      LossBreakdown losses = sound.computeGradients(batch, step);
      if (breaks("reportsWhatIsNotFinite") && Double.isNaN(losses.total())) {
        throw new IllegalStateException("no solution");
      }
      return losses;
    }

    @Override
    public Posterior posterior(FMatrixRMaj rows) {
      FMatrixRMaj mean = sound.encode(rows);
      if (breaks("aGenerativeModelEncodesToTheMean")) {
        mean.data[0] += 1;
      }
      return new Posterior(mean, mean.createLike());
    }

    @Override
    public double[] logLikelihood(FMatrixRMaj rows, FMatrixRMaj codes) {
      return new double[rows.numRows];
    }
  }
}
