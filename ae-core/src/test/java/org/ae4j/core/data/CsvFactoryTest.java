package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.gzip;
import static org.ae4j.core.data.DataFiles.request;
import static org.ae4j.core.data.DataFiles.row;
import static org.ae4j.core.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFactoryTest {
  @TempDir Path folder;

  @Test
  void readsColumnsOfNumbers() {
    Dataset data = open("x, y\n1,-2.5e3\r\n +.5 ,\"7.\"\n\n", Map.of());

    assertThat(data.name()).isEqualTo("a.csv");
    assertThat(data.shape()).isEqualTo(Shape.features(2));
    assertThat(data.featureNames()).containsExactly("x", "y");
    assertThat(data.size()).isEqualTo(2);
    assertThat(row(data, 0)).containsExactly(1, -2500);
    assertThat(row(data, 1)).containsExactly(0.5f, 7);
    assertThat(data.labels()).isEmpty();
    assertThat(data.valueRange()).isEmpty();
  }

  @Test
  void readsByteOrderMarkAndManyRows() {
    StringBuilder text = new StringBuilder("\uFEFFa,b,c\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i).append(",0,").append(-i).append('\n');
    }

    Dataset data = open(text.toString(), Map.of());

    assertThat(data.featureNames()).containsExactly("a", "b", "c");
    assertThat(data.size()).isEqualTo(5000);
    assertThat(row(data, 4999)).containsExactly(4999, 0, -4999);
  }

  @Test
  void takesLabelsFromAnotherFile() {
    Path truth = write(folder, "truth.csv", "id,kind\n7,cat\n8,ant\n");

    Dataset data = open("x\n1\n2\n", Map.of("labels", truth + ":kind"));

    assertThat(data.labelNames()).containsExactly("ant", "cat");
    assertThat(data.labels().orElseThrow()).containsExactly(1, 0);
    assertThat(data.featureNames()).containsExactly("x");
    assertThatThrownBy(() -> open("x\n1\n", Map.of("labels", truth + ":kind")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has 2 lines below its header, a.csv has 1 rows");
    assertThatThrownBy(() -> open("x\n1\n2\n", Map.of("labels", truth + ":kin")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("its columns are id, kind");
    assertThatThrownBy(() -> open("x\n1\n2\n", Map.of("labels", "truth.csv")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("as in truth.csv:kind");
  }

  @Test
  void takesALabelColumn() {
    Dataset words = open("x,kind\n1,cat\n2,ant\n3,cat\n", Map.of("label", "kind"));
    assertThat(words.labelNames()).containsExactly("ant", "cat");
    assertThat(words.labels().orElseThrow()).containsExactly(1, 0, 1);
    assertThat(words.featureNames()).containsExactly("x");

    Dataset numbers = open("kind,x\n10,1\n9,2\n", Map.of("label", "kind"));
    assertThat(numbers.labelNames()).containsExactly("9", "10");
    assertThat(row(numbers, 0)).containsExactly(1);
  }

  @Test
  void takesDelimiterAndShape() {
    assertThat(row(open("a;b\n1;2\n", Map.of("delimiter", ";")), 0)).containsExactly(1, 2);
    assertThat(row(open("a\tb\n1\t2\n", Map.of("delimiter", "tab")), 0)).containsExactly(1, 2);
    Path tsv = write(folder, "a.TSV", "a\tb\n1\t2\n");
    assertThat(row(new CsvFactory().open(request(tsv, Map.of())).train(), 0)).containsExactly(1, 2);
    assertThat(open("a,b,c,d\n1,2,3,4\n", Map.of("shape", "1x2x2")).shape())
        .isEqualTo(Shape.image(1, 2, 2));
  }

  @Test
  void searchesTheGivenFolder() {
    write(folder, "rows.csv", "a\n5\n");

    Dataset data =
        new CsvFactory()
            .open(new DatasetRequest("rows.csv", Optional.of(folder), Map.of()))
            .train();

    assertThat(row(data, 0)).containsExactly(5);
  }

  @Test
  void refusesCellsThatAreNoFiniteNumberAmongNumbers() {
    assertRefused("x,y\n1,2\n3,abc\n", "line 3, column 'y'", "found 'abc'", "a number", "label=");
    assertRefused("x,y\n1,2\n1,-inf\n", "line 3, column 'y'", "'-inf'", "a finite number");
    assertRefused("x,y\n1,1e39\n", "column 'y'", "'1e39'", "3.4e38");
    assertRefused("x,y\n1,2\n1,1f\n", "column 'y'", "'1f'", "a number");
    assertRefused("x,y\n1,2\n1,0x1p3\n", "column 'y'", "'0x1p3'");
    assertRefused("x\n1\n\"a\nb\"\n", "found 'a?b'");
  }

  @Test
  void refusesNumbersOfOtherCountries() {
    assertRefused("x\n\"1,5\"\n", "line 2, column 'x'", "'1,5'", "comma", "with a point");
    assertRefused("x\n1.5\n\"1,234.5\"\n", "line 3", "'1,234.5'", "separators of thousands");
    assertRefused("x\n12\n1 234\n", "line 3", "'1 234'", "separators of thousands");
  }

  @Test
  void refusesTextsAmongDates() {
    assertRefused(
        "when,x\n2024-03-31,1\n2024-04-31,2\n", "line 3, column 'when'", "'2024-04-31'", "a date");
  }

  @Test
  void refusesOtherEncodings() {
    byte[] latin = "x,town\n1,K\u00F6ln\n2,Ulm\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(
            () -> new CsvFactory().open(request(write(folder, "l.csv", latin), Map.of())))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("l.csv", "column 'town'", "not UTF-8", "iconv");
  }

  @Test
  void refusesRaggedRows() {
    assertRefused("x,y\n1,2\n3\n", "line 3", "found 1 field", "2 fields as in the header");
    assertRefused("x,y\n1,2,3\n", "line 2", "found 3 fields");
    assertRefused("x,y\n1,2\n\n3,4\n", "line 3", "a blank line");
    assertRefused("x;y\n1;2\n", "line 1", "one column, 'x;y'", "delimiter=C");
  }

  @Test
  void refusesBadHeaders() {
    assertRefused("", "line 1", "a header");
    assertRefused("x,y\n", "line 2", "at least one row");
    assertRefused("1,2\n3,4\n", "line 1", "only numbers ('1,2')", "put a header above");
    assertRefused(",x\n0,1\n", "line 1, column 1", "no name", "index column");
    assertRefused("x,y, x\n1,2,3\n", "line 1, column 3", "'x' again");
    assertRefused("x\n\"1\n", "not well-formed CSV");
    byte[] zipped = gzip("x\n1\n".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(
            () -> new CsvFactory().open(request(write(folder, "z.csv", zipped), Map.of())))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("z.csv", "binary data", "decompress");
  }

  @Test
  void refusesBadOptions() {
    assertThatThrownBy(() -> open("x,y\n1,2\n", Map.of("label", "z")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("label", "'z'", "x, y");
    assertThatThrownBy(() -> open("x,y\n1,2\n", Map.of("delimiter", "--")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("delimiter", "'--'", "one character");
    assertThatThrownBy(() -> open("x\n1\n", Map.of("label", "x")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("only the labels");
    assertThatThrownBy(() -> open("x,y\n1,\n2,b\n", Map.of("label", "y")))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("line 2, column 'y'", "a label");
    assertThatThrownBy(() -> open("x,y\n1,2\n", Map.of("lable", "y")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "'lable'", "did you mean 'label'?", "delimiter, label, labels, schema, shape");
  }

  @Test
  void recognizesItsForm() {
    CsvFactory factory = new CsvFactory();
    assertThat(factory.recognizes("csv")).isTrue();
    assertThat(factory.recognizes("dir/a.CSV")).isTrue();
    assertThat(factory.recognizes("a.tsv")).isTrue();
    assertThat(factory.recognizes("a.csv.gz")).isFalse();
    assertThat(factory.recognizes(folder.toString())).isFalse();
  }

  private Dataset open(String text, Map<String, String> options) {
    return new CsvFactory().open(request(write(folder, "a.csv", text), options)).train();
  }

  private void assertRefused(String text, String... parts) {
    assertThatThrownBy(() -> open(text, Map.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("a.csv")
        .message()
        .doesNotContain("\n");
  }
}
