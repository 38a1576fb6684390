package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ae4j.cli.bench.GemmRate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BenchCommandTest {
  private static final int WRONG_USAGE = 2;

  @Test
  void measuresProductsTrainingAndEncoding() {
    Run run = ae("bench", "--models", "conv,dense", "--seconds", "0.001", "--json", "-").succeeds();

    List<JsonNode> lines = run.json();
    JsonNode machine = lines.get(0);
    assertThat(machine.get("kernels").asString()).isEqualTo("reference");
    assertThat(machine.get("threads").asInt()).isEqualTo(2);
    assertThat(machine.get("java").asString()).isEqualTo(Runtime.version().toString());
    assertThat(machine.get("processor").asString()).isNotBlank();
    List<JsonNode> products = ofKind(lines, "sgemm");
    assertThat(products).hasSize(2 * GemmRate.SIZES.size());
    assertThat(products).allSatisfy(line -> assertThat(number(line, "gflops")).isPositive());
    List<JsonNode> training = ofKind(lines, "training");
    assertThat(training)
        .extracting(line -> line.get("model").asString())
        .containsExactly("conv", "dense");
    double limit =
        products.stream()
            .filter(line -> line.get("threads").asInt() == 2)
            .mapToDouble(line -> number(line, "gflops"))
            .max()
            .orElseThrow();
    for (JsonNode line : training) {
      double median = number(line, "images_per_second_median");
      assertThat(number(line, "images_per_second_best")).isGreaterThanOrEqualTo(median);
      double gflops = median * number(line, "flops_per_image") / 1e9;
      assertThat(number(line, "gflops")).isEqualTo(gflops);
      assertThat(number(line, "part_of_sgemm")).isEqualTo(gflops / limit);
    }
    List<JsonNode> encoding = ofKind(lines, "encoding");
    assertThat(encoding).hasSize(2);
    assertThat(encoding)
        .allSatisfy(
            line -> {
              assertThat(number(line, "micros_p50")).isPositive();
              assertThat(number(line, "micros_p99"))
                  .isGreaterThanOrEqualTo(number(line, "micros_p50"));
              assertThat(number(line, "rows_per_second")).isPositive();
            });
    assertThat(run.err()).contains("SGEMM, GFLOP/s", "1 thread", "2 threads", "of SGEMM");
  }

  @Test
  void namesTheModelThatWasMeant() {
    ae("bench", "--models", "dense,stakced")
        .fails(WRONG_USAGE, "unknown model 'stakced'; did you mean 'stacked'?");
  }

  @Test
  void refusesTimesThatCannotBeMeant() {
    ae("bench", "--seconds", "0").fails(WRONG_USAGE, "--seconds must be from 0.001 to 3600, got 0");
  }

  private static List<JsonNode> ofKind(List<JsonNode> lines, String kind) {
    return lines.stream().filter(line -> line.get("kind").asString().equals(kind)).toList();
  }

  private static double number(JsonNode line, String field) {
    return line.get(field).asDouble();
  }
}
