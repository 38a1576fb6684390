package org.ae4j.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ae4j.api.AutoencoderConfig;
import org.ae4j.api.RandomStream;
import org.ae4j.api.TrainingConfig;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.Datasets;
import org.ae4j.core.data.TableDataset;
import org.ae4j.core.data.Tables;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class TableExplanationTest {
  private static final Autoencoders ENGINE =
      Autoencoders.builder().kernels("reference").threads(1).build();
  private static final TableDataset ROWS = Tables.of(parcels());
  private static final TrainedAutoencoder MODEL =
      ENGINE.train(
          AutoencoderConfig.builder(ROWS.shape()).encoder("dense(16) relu dense(2)").build(),
          TrainingConfig.builder().epochs(60).batchSize(32).learningRate(0.01).seed(1).build(),
          ROWS);

  /** Makes parcels whose kind says what they weigh and cost; some weights are missing. */
  private static List<Map<String, String>> parcels() {
    RandomStream random = RandomStream.of(5);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int row = 0; row < 400; row++) {
      boolean heavy = row % 2 == 0;
      double weight = (heavy ? 80 : 5) + random.normal(3L * row);
      double price = (heavy ? 40 : 10) + random.normal(3L * row + 1);
      // In the order of the columns: Map.of has another one in each JVM.
      Map<String, String> parcel = new LinkedHashMap<>();
      parcel.put("kind", heavy ? "pallet" : "letter");
      parcel.put("weight", row % 20 == 0 ? "" : String.format("%.2f", weight));
      parcel.put("price", String.format("%.2f", price));
      rows.add(parcel);
    }
    return rows;
  }

  private static Explanation explain(Map<String, String> row) {
    AnomalyDetector detector = AnomalyDetector.builder(ENGINE, MODEL).fit(ROWS);
    FMatrixRMaj values = Datasets.toMatrix(Tables.of(List.of(row), MODEL.table().orElseThrow()));
    return detector.explain(values.data, detector.columns());
  }

  @Test
  void namesColumnsOfTheTableInItsUnits() {
    Explanation odd = explain(Map.of("kind", "letter", "weight", "80", "price", "10"));

    assertThat(odd.verdict().anomalous()).isTrue();
    assertThat(odd.columns()).hasSize(3);
    assertThat(odd.columns().get(0).column()).isEqualTo("weight");
    assertThat(odd.columns().get(0).actual()).startsWith("80");
    assertThat(Double.parseDouble(odd.columns().get(0).expected())).isLessThan(60);
    assertThat(odd.columns())
        .filteredOn(error -> error.column().equals("kind"))
        .allSatisfy(error -> assertThat(error.actual()).isEqualTo("letter"));
  }

  @Test
  void doesNotBlameAMissingCell() {
    Explanation incomplete = explain(Map.of("kind", "pallet", "weight", "", "price", "40"));

    assertThat(incomplete.verdict().anomalous()).isFalse();
    assertThat(incomplete.columns())
        .filteredOn(error -> error.column().equals("weight"))
        .singleElement()
        .satisfies(error -> assertThat(error.share()).isZero())
        .satisfies(error -> assertThat(error.actual()).isEqualTo("missing"));
  }

  @Test
  void saysThatACategoryIsNotKnown() {
    Explanation strange = explain(Map.of("kind", "crate", "weight", "80", "price", "40"));

    assertThat(strange.columns())
        .filteredOn(error -> error.column().equals("kind"))
        .singleElement()
        .satisfies(error -> assertThat(error.share()).isZero())
        .satisfies(error -> assertThat(error.actual()).isEqualTo("missing"))
        .satisfies(error -> assertThat(error.expected()).isEqualTo("pallet"));
  }
}
