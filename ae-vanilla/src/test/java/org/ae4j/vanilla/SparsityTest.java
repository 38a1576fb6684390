package org.ae4j.vanilla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.ae4j.api.Arguments;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.RandomStream;
import org.ae4j.api.Shape;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparsityTest {
  private static final double TOLERANCE = 1e-6;

  /** Codes of a sigmoid, a row each. */
  private static final float[] UNIT_CODES = {
    0.96875f, 0.051757812f, 0.234375f, 0.953125f, 0.421875f,
    0.90625f, 0.0146484375f, 0.3125f, 0.921875f, 0.171875f,
    0.515625f, 0.0234375f, 0.84375f, 0.109375f, 0.125f,
    0.5f, 0.046875f, 0.15625f, 0.59375f, 0.40625f,
    0.71875f, 0.028320312f, 0.28125f, 0.5f, 0.78125f,
    0.328125f, 0.043945312f, 0.65625f, 0.421875f, 0.609375f
  };

  /** Codes of any size, a row each. */
  private static final float[] CODES = {
    -0.265625f, -1.15625f, 1.640625f, 0.4375f, -0.21875f,
    0.015625f, -0.140625f, 0.0f, -0.890625f, -1.8125f,
    1.65625f, 0.875f, -0.359375f, 1.96875f, -0.671875f,
    0.0f, 1.046875f, -1.171875f, -0.203125f, -1.203125f
  };

  @ParameterizedTest
  @CsvSource({"1,0,0.05", "0.01,0,0.05", "0,1,0.05", "0,3,0.05", "0,1,0.2", "0.5,2,0.1"})
  void gradientsMatchDifferences(double l1, double kl, double rho) {
    Sparsity sparsity = new Sparsity(l1, kl, rho);
    FMatrixRMaj code = codes();
    FMatrixRMaj gradient = new FMatrixRMaj(4, 5);
    sparsity.add(code, gradient, new LossBreakdown());

    for (int i = 0; i < code.data.length; i++) {
      float kept = code.data[i];
      code.data[i] = kept + 1f / 256;
      double above = value(sparsity, code);
      code.data[i] = kept - 1f / 256;
      double below = value(sparsity, code);
      code.data[i] = kept;
      assertThat((double) gradient.data[i])
          .isCloseTo((above - below) * 128, within(2e-3 * (l1 + kl)));
    }
  }

  /** The values are those of {@code sparsity.json}, the engine's reference. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.0 | 0.05 | 2.2147812491 | 0.4479076479 -0.07520511891 0.2500964361 0.3657142857 0.2527699635
          3.0 | 0.05 | 6.6443437472 | 1.343722944 -0.2256153567 0.7502893082 1.097142857 0.7583098905
          1.0 | 0.2 | 1.1570955004 | 0.3370851371 -0.8188643205 0.1470524109 0.2628571429 0.150093307
          """)
  void klMatchesReference(double weight, double rho, double value, String gradientOfARow) {
    String[] expected = gradientOfARow.split(" ");
    FMatrixRMaj gradient = new FMatrixRMaj(6, 5);
    LossBreakdown losses = new LossBreakdown();

    new Sparsity(0, weight, rho)
        .add(new FMatrixRMaj(6, 5, true, UNIT_CODES.clone()), gradient, losses);

    assertThat(losses.total()).isCloseTo(value, within(TOLERANCE * (1 + value)));
    for (int i = 0; i < 30; i++) {
      double one = Double.parseDouble(expected[i % 5]);
      assertThat((double) gradient.data[i]).isCloseTo(one, within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,3.93359375", "0.01,0.0393359375"})
  void l1MatchesReference(double weight, double value) {
    FMatrixRMaj gradient = new FMatrixRMaj(4, 5);
    LossBreakdown losses = new LossBreakdown();

    new Sparsity(weight, 0, 0.05).add(new FMatrixRMaj(4, 5, true, CODES.clone()), gradient, losses);

    assertThat(losses.total()).isCloseTo(value, within(TOLERANCE * (1 + value)));
    for (int i = 0; i < 20; i++) {
      assertThat((double) gradient.data[i])
          .isCloseTo(weight / 4 * Math.signum(CODES[i]), within(TOLERANCE));
    }
  }

  @Test
  void addsToTheGradientThatIsThere() {
    FMatrixRMaj gradient = new FMatrixRMaj(1, 2, true, 10, 20);

    new Sparsity(0.5, 0, 0.05)
        .add(new FMatrixRMaj(1, 2, true, -3, 4), gradient, new LossBreakdown());

    assertThat(gradient.data).containsExactly(9.5f, 20.5f);
  }

  @Test
  void addsNamedTermsOnlyWhereAsked() {
    LossBreakdown both = new LossBreakdown();
    new Sparsity(1, 1, 0.05).add(codes(), new FMatrixRMaj(4, 5), both);
    LossBreakdown none = new LossBreakdown();
    new Sparsity(0, 0, 0.05).add(codes(), new FMatrixRMaj(4, 5), none);

    assertThat(both.terms()).containsOnlyKeys("l1", "kl sparsity");
    assertThat(none.terms()).isEmpty();
  }

  @Test
  void staysFiniteForUnitsThatAreAlwaysOnOrOff() {
    FMatrixRMaj code = new FMatrixRMaj(2, 2, true, 0, 1, 0, 1);
    FMatrixRMaj gradient = new FMatrixRMaj(2, 2);

    LossBreakdown losses = new LossBreakdown();
    new Sparsity(0, 1, 0.05).add(code, gradient, losses);

    assertThat(losses.total()).isFinite().isPositive();
    for (int row = 0; row < 2; row++) {
      assertThat(gradient.get(row, 0)).isFinite().isNegative();
      assertThat(gradient.get(row, 1)).isFinite().isPositive();
    }
  }

  @Test
  void takesKlOnlyForCodesBetween0And1() {
    Sparsity kl = new Sparsity(0, 1, 0.05);

    kl.requireFor(config("dense(3) sigmoid"));
    new Sparsity(1, 0, 0.05).requireFor(config("dense(3)"));
    for (String encoder : new String[] {"dense(3)", "dense(3) tanh", "dense(3) sigmoid dense(2)"}) {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> kl.requireFor(config(encoder)))
          .withMessageContaining("end the encoder with sigmoid, got '" + encoder + "'");
    }
  }

  @ParameterizedTest
  @CsvSource({"l1,-1", "kl,-0.5", "rho,0", "rho,1", "rho,x", "l1,NaN"})
  void refusesOptionsOutOfRange(String name, String value) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Sparsity.read(new Arguments("variant vanilla", Map.of(name, value))))
        .withMessageContaining(name);
  }

  private static AutoencoderConfig config(String encoder) {
    return AutoencoderConfig.builder(Shape.features(5)).encoder(encoder).build();
  }

  private static double value(Sparsity sparsity, FMatrixRMaj code) {
    LossBreakdown losses = new LossBreakdown();
    sparsity.add(code, new FMatrixRMaj(code.numRows, code.numCols), losses);
    return losses.total();
  }

  /** Returns codes in (0, 1), far enough from 0 for differences. */
  private static FMatrixRMaj codes() {
    FMatrixRMaj codes = new FMatrixRMaj(4, 5);
    RandomStream random = RandomStream.of(3);
    for (int i = 0; i < codes.data.length; i++) {
      codes.data[i] = (float) (0.1 + 0.8 * random.uniform(i));
    }
    return codes;
  }
}
