package org.ae4j.data.fashionmnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ByteDataset;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.Shape;
import org.ae4j.core.data.MnistFactory;
import org.junit.jupiter.api.Test;

class FashionMnistSampleFactoryTest {
  private static final String ID = "fashion-mnist-sample";

  private final DatasetSplits sample = new FashionMnistSampleFactory().open(DatasetRequest.of(ID));

  @Test
  void isBalanced() {
    assertBalanced(sample.train(), 600);
    assertBalanced(sample.test().orElseThrow(), 100);
  }

  private static void assertBalanced(Dataset data, int perClass) {
    int[] counts = new int[10];
    for (int label : data.labels().orElseThrow()) {
      counts[label]++;
    }
    assertThat(counts).containsOnly(perClass);
    assertThat(data).isInstanceOf(ByteDataset.class);
    assertThat(data.size()).isEqualTo(10 * perClass);
    assertThat(data.shape()).isEqualTo(Shape.image(1, 28, 28));
    assertThat(data.labelNames()).hasSize(10).startsWith("T-shirt/top").endsWith("Ankle boot");
  }

  @Test
  void isTheFirstOfEachClassInTheFullSet() {
    assumeTrue(Files.isDirectory(Path.of("/usr/share/datasets/fashion-mnist")));
    DatasetSplits full = MnistFactory.fashionMnist().open(DatasetRequest.of("fashion-mnist"));

    assertFirstOfEachClass(sample.train(), full.train(), 600);
    assertFirstOfEachClass(sample.test().orElseThrow(), full.test().orElseThrow(), 100);
  }

  private static void assertFirstOfEachClass(Dataset part, Dataset full, int perClass) {
    int[] partLabels = part.labels().orElseThrow();
    int[] fullLabels = full.labels().orElseThrow();
    int[] taken = new int[10];
    float[] expected = new float[784];
    float[] actual = new float[784];
    int row = 0;
    for (int i = 0; i < full.size(); i++) {
      if (taken[fullLabels[i]]++ < perClass) {
        full.copyRow(i, expected, 0);
        part.copyRow(row, actual, 0);
        assertThat(partLabels[row++]).isEqualTo(fullLabels[i]);
        assertThat(Arrays.equals(actual, expected)).isTrue();
      }
    }
    assertThat(row).isEqualTo(part.size());
  }

  @Test
  void carriesItsLicence() {
    assertThat(FashionMnistSampleFactory.class.getResource("LICENSE-fashion-mnist.txt"))
        .isNotNull();
  }

  @Test
  void hasNoOptions() {
    DatasetRequest request = new DatasetRequest(ID, Optional.empty(), Map.of("size", "1"));
    assertThatThrownBy(() -> new FashionMnistSampleFactory().open(request))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(ID, "size", "expected none");
    assertThat(new FashionMnistSampleFactory().recognizes(ID)).isTrue();
  }
}
