package org.ae4j.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Corruption;
import org.ae4j.api.CorruptionContext;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.ScalableCorruption;
import org.ae4j.api.Shape;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.plugin.Registry;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class CorruptionPlanTest {
  private static final CorruptionContext CONTEXT = CorruptionContext.of(Shape.features(2), "unit");
  private static final Registry REGISTRY =
      Autoencoders.builder().plugin(new Plugin()).build().registry();

  @Test
  void appliesPartsInOrderWithRandomNumbersOfTheirOwn() {
    FMatrixRMaj both = run("plus(1)+times(3)", 1);
    FMatrixRMaj other = run("times(3)+plus(1)", 1);

    assertThat(both.data).containsExactly(6, 9, 12, 15);
    assertThat(other.data).containsExactly(4, 7, 10, 13);
    assertThat(run("noise+plus(0)", 1).data).isEqualTo(run("noise", 1).data);
    assertThat(run("plus(0)+noise", 1).data).isNotEqualTo(run("noise", 1).data);
  }

  @Test
  void strengthFollowsTheEpochAlone() {
    CorruptionPlan plan = parse("plus(8)*ramp(5)");

    assertThat(plan.at(1)).hasToString("plus(0)");
    assertThat(plan.at(2)).hasToString("plus(2)");
    assertThat(plan.at(5)).hasToString("plus(8)");
    assertThat(plan.at(99)).hasToString("plus(8)");
    assertThat(plan.full()).hasToString("plus(8)");
    assertThat(parse("plus(8)*ramp(3,from=1,to=0.5)+times(2)").at(2))
        .hasToString("plus(6)+times(2)");
    assertThat(parse("plus(8)*ramp(1)").at(1)).hasToString("plus(8)");
  }

  @Test
  void refusesWhatItCannotRead() {
    assertRefused("pluss(1)", "did you mean 'plus'?");
    assertRefused("plus(1)*rampe(3)", "did you mean 'ramp'?");
    assertRefused("plus(1)*ramp", "ramp needs epochs, a whole number from 1");
    assertRefused("plus(1)*ramp(0)", "epochs must be a whole number from 1");
    assertRefused("plus(1)*ramp(2,from=2)", "from must be a number from 0.0 to 1.0, got '2'");
    assertRefused("plus(1)*ramp(2)*ramp(2)", "a corruption has one ramp");
    assertRefused("times(2)*ramp(2)", "times(2) has no strength that a ramp could change");
    assertRefused("plus(1)+", "expected one expression");
    assertRefused("plus(1) times(2)", "expected one expression, got 2");
  }

  private static void assertRefused(String text, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining(message);
  }

  private static CorruptionPlan parse(String text) {
    return CorruptionPlan.parse(REGISTRY, text, CONTEXT);
  }

  private static FMatrixRMaj run(String text, long key) {
    FMatrixRMaj clean = new FMatrixRMaj(new float[][] {{1, 2}, {3, 4}});
    FMatrixRMaj rows = clean.copy();
    parse(text).at(1).corrupt(rows, clean, 0, 2, key);
    return rows;
  }

  private static final class Plugin implements AutoencoderPlugin {
    @Override
    public String id() {
      return "test.corruptions";
    }

    @Override
    public int spiVersion() {
      return SPI_VERSION;
    }

    @Override
    public List<CorruptionFactory> corruptions() {
      return List.of(
          new Named("plus", value -> new Plus(value)),
          new Named("times", Times::new),
          new Named("noise", value -> new Key()));
    }
  }

  private record Named(String id, java.util.function.Function<Integer, Corruption> maker)
      implements CorruptionFactory {
    @Override
    public String usage() {
      return id;
    }

    @Override
    public Corruption create(Arguments arguments, CorruptionContext context) {
      return maker.apply(arguments.nextInt("value", 0, 100, 0));
    }
  }

  private record Plus(int value) implements ScalableCorruption {
    @Override
    public Corruption scaled(double strength) {
      return new Plus((int) (value * strength));
    }

    @Override
    public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
      for (int i = fromRow * rows.numCols; i < toRow * rows.numCols; i++) {
        rows.data[i] += value;
      }
    }

    @Override
    public String toString() {
      return "plus(" + value + ")";
    }
  }

  private record Times(int value) implements Corruption {
    @Override
    public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
      for (int i = fromRow * rows.numCols; i < toRow * rows.numCols; i++) {
        rows.data[i] *= value;
      }
    }

    @Override
    public String toString() {
      return "times(" + value + ")";
    }
  }

  /** Writes its key, which is all the randomness it has. */
  private record Key() implements Corruption {
    @Override
    public void corrupt(FMatrixRMaj rows, FMatrixRMaj clean, int fromRow, int toRow, long key) {
      rows.data[fromRow * rows.numCols] = key >>> 40;
    }
  }
}
