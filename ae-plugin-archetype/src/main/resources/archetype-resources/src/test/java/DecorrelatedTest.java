package ${package};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.AutoencoderPlugin;
import org.ae4j.api.LossBreakdown;
import org.ae4j.api.Shape;
import org.ae4j.testkit.AutoencoderContract;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class DecorrelatedTest extends AutoencoderContract {
  @Override
  protected AutoencoderPlugin plugin() {
    return new ExamplePlugin();
  }

  @Override
  protected Stream<AutoencoderConfig> configs() {
    return Stream.of("0", "2")
        .map(
            weight ->
                AutoencoderConfig.builder(Shape.features(6))
                    .variant(new DecorrelatedFactory())
                    .encoder("dense(5) snake dense(3)")
                    .option("weight", weight)
                    .build());
  }

  @Test
  void isTheSquareOfTheCovariance() {
    FMatrixRMaj code = new FMatrixRMaj(new float[][] {{1, 2}, {3, 6}});
    LossBreakdown losses = new LossBreakdown();

    new Decorrelation(10).add(code, new FMatrixRMaj(2, 2), losses);

    assertThat(losses.total()).isCloseTo(10 * 2 * 2, within(1e-9));
  }
}
