package org.ae4j.core.data;

import static org.ae4j.core.data.DataFiles.row;
import static org.ae4j.core.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.DatasetRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
  private static final String MIXED =
      """
      depot,weight,fragile,when
      "Bonn, Süd",12.5,yes,2024-03-31 06:00
      Ulm,,no,2024-03-31 18:00
      "two
      lines",2.5,NA,2024-04-01 12:00
      ?,3,no,2024-04-02 00:00
      """;

  @TempDir Path folder;

  @Test
  void infersTheColumns() {
    TableSchema schema = read(MIXED).schema();

    assertThat(schema.columns())
        .extracting(TableColumn::name)
        .containsExactly("depot", "weight", "fragile", "when");
    assertThat(schema.columns())
        .extracting(TableColumn::kind)
        .containsExactly("category", "number", "boolean", "date");
    assertThat(schema.columns())
        .extracting(TableColumn::missing)
        .containsExactly(true, true, true, false);
    assertThat(schema.featureNames())
        .startsWith(
            "depot=Bonn, Süd",
            "depot=Ulm",
            "depot=two\nlines",
            "depot missing",
            "weight",
            "weight missing")
        .hasSize(15);
    assertThat(schema.start(3)).isEqualTo(8);
    assertThat(schema.loss()).isEqualTo("table(c3?,n?,b?,d7)");
    assertThat(schema.isPlain()).isFalse();
  }

  @Test
  void expandsCellsAndPrintsThemAgain() {
    TableDataset table = read(MIXED);
    float[] first = row(table, 0);
    float[] second = row(table, 1);

    assertThat(List.of(first[0], first[1], first[2], first[3])).containsExactly(1f, 0f, 0f, 0f);
    assertThat(first[4]).isEqualTo(12.5f);
    assertThat(second[4]).as("the mean stands in").isEqualTo(6);
    assertThat(second[5]).isEqualTo(1);
    assertThat(table.schema().isMissing(1, second, 0)).isTrue();
    assertThat(table.schema().isMissing(1, first, 0)).isFalse();
    assertThat(table.schema().print(first, 0))
        .containsExactly("Bonn, Süd", "12.5", "yes", "2024-03-31 06:00");
    assertThat(table.schema().print(row(table, 2), 0))
        .containsExactly("two\nlines", "2.5", "yes", "2024-04-01 12:00");
  }

  @Test
  void writesItsSchemaSoThatItReadsTheSame() {
    TableSchema schema = read(MIXED).schema();

    assertThat(TableSchema.parse(schema.toString())).isEqualTo(schema);
  }

  @Test
  void findsColumnsByNameAndCountsWhatIsNew() {
    TableSchema schema = read(MIXED).schema();

    TableDataset scored =
        Tables.of(
            List.of(
                Map.of("when", "2024-05-01T07:30", "weight", "9", "fragile", "yes", "depot", "Rom"),
                Map.of("when", "", "weight", "1", "depot", "Ulm")),
            schema);

    assertThat(scored.notices())
        .containsExactly(
            "column 'depot': 1 cell has a category that the schema does not know ('Rom') and"
                + " counts as missing",
            "column 'when': 1 cell is missing, though none was when the schema was made; what is"
                + " typical stands in");
    assertThat(schema.isMissing(0, row(scored, 0), 0)).isTrue();
    assertThat(schema.print(row(scored, 0), 0).get(3)).isEqualTo("2024-05-01 07:30");
    assertThatThrownBy(
            () -> Tables.of(List.of(Map.of("Weight", "1", "when", "2024-05-01")), schema))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column 'depot'");
    assertThatThrownBy(() -> read("depot,Weight,fragile,when\na,1,no,2024-01-01\n", schema))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("a.csv: line 1", "no column 'weight'", "is it 'Weight'?");
    assertThatThrownBy(() -> read("depot,weight,fragile,when\nUlm,heavy,no,2024-01-01\n", schema))
        .hasMessageContainingAll("line 2, column 'weight'", "found 'heavy'", "a number");
    assertThatThrownBy(() -> read("depot,weight,fragile,when\nUlm,1,no,31.3.24\n", schema))
        .hasMessageContainingAll("line 2, column 'when'", "found '31.3.24'", "2024-03-31");
  }

  @Test
  void leavesOutWhatSaysNothing() {
    StringBuilder text = new StringBuilder("id,empty,same,one,x\n");
    for (int i = 0; i < 30; i++) {
      text.append("k").append(i).append(",,all,7,").append(i).append('\n');
    }

    TableDataset table = read(text.toString());

    assertThat(table.featureNames()).containsExactly("one", "x");
    assertThat(table.schema().ignored()).containsExactly("id", "empty", "same");
    assertThat(table.notices())
        .satisfiesExactlyInAnyOrder(
            notice -> assertThat(notice).contains("'id' is left out", "30 different texts"),
            notice -> assertThat(notice).contains("'empty' is left out", "no cell"),
            notice -> assertThat(notice).contains("'same' is left out", "'all' in every row"),
            notice -> assertThat(notice).contains("'one' holds the same number"));
    assertThatThrownBy(() -> read("id,n\na,\na,\n"))
        .hasMessageContaining("column 'n' is left out")
        .hasMessageContaining("no column to learn from");
  }

  @Test
  void countsRepeatedRows() {
    assertThat(read("x,y\n1,2\n3,4\n1,2\n1,2\n").notices())
        .containsExactly("2 of the first 4 rows are the same as another; all are kept");
  }

  @Test
  void takesWhatASchemaSaysAndInfersTheRest() {
    SchemaText text =
        SchemaText.parse(
            """
            {"columns":[
              {"name":"zip","kind":"category"},
              {"name":"x","kind":"number","scale":"robust","weight":2},
              {"name":"day","kind":"date","format":"dd.MM.yyyy","parts":["weekday"]},
              {"name":"y","kind":"ignored"}],
             "missing_texts":["","-"]}
            """,
            "schema");
    Path file =
        write(folder, "a.csv", "x,y,zip,day,z\n1,5,0123,31.12.2024,a\n-,6,9,01.01.2025,b\n");

    TableDataset table = TableReader.read(CsvRows.open("a", file, ','), text, Mapping.DEFAULT);

    assertThat(table.featureNames())
        .containsExactly(
            "x",
            "x missing",
            "zip=9",
            "zip=0123",
            "day weekday sin",
            "day weekday cos",
            "z=a",
            "z=b");
    assertThat(table.schema().loss()).isEqualTo("table(n?*2.0,c2,d2,c2)");
    assertThat(table.schema().scales(Preprocessing.Kind.UNIT)[0])
        .isEqualTo(Preprocessing.Kind.ROBUST);
    assertThat(table.schema().print(row(table, 0), 0)).containsExactly("1.0", "0123", "Tue", "a");
  }

  @Test
  void refusesBadSchemas() {
    assertThatThrownBy(
            () -> TableSchema.parse("{\"columns\":[{\"name\":\"a\",\"kind\":\"nmber\"}]}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("column 'a'", "'nmber'", "did you mean 'number'?");
    assertThatThrownBy(
            () -> TableSchema.parse("{\"columns\":[{\"name\":\"a\",\"kind\":\"number\"}]}"))
        .hasMessageContainingAll("column 'a'", "ae data schema");
    assertThatThrownBy(
            () ->
                SchemaText.parse(
                    "{\"columns\":[{\"name\":\"a\"},{\"name\":\"a\"}]}", "schema.json"))
        .hasMessageContainingAll("schema.json", "'a' stands twice");
  }

  @Test
  void readsTheSameFromATemporaryFile() {
    StringBuilder text = new StringBuilder("x,kind,label\n");
    for (int i = 0; i < 3000; i++) {
      text.append(i % 7 == 0 ? "" : "" + i * 0.25).append(',').append("abc".charAt(i % 3));
      text.append(",l").append(i % 4).append('\n');
    }
    Path file = write(folder, "a.csv", text.toString());
    SchemaText schema = SchemaText.OPEN.withLabel("label");

    TableDataset heap = TableReader.read(CsvRows.open("a", file, ','), schema, Mapping.DEFAULT);
    TableDataset mapped =
        TableReader.read(CsvRows.open("a", file, ','), schema, new Mapping(4096, 5000));

    assertThat(mapped.size()).isEqualTo(3000);
    assertThat(mapped.labels().orElseThrow()).isEqualTo(heap.labels().orElseThrow());
    for (int i = 0; i < 3000; i++) {
      assertThat(row(mapped, i)).as("row %d", i).isEqualTo(row(heap, i));
    }
  }

  @Test
  void takesLogarithmsAndGivesTheNumbersBack() {
    String log = "{\"columns\":[{\"name\":\"cost\",\"kind\":\"number\",\"log\":true}]}";
    TableDataset table = readBy(log, "cost,x\n99,1\n0,2\n-0.5,3\n");

    float[] first = row(table, 0);
    assertThat(first[0]).isCloseTo((float) Math.log(100), within(1e-6f));
    assertThat(table.featureNames()).containsExactly("log(1 + cost)", "x");
    assertThat(table.schema().print(first, 0)).containsExactly("99.0", "1.0");
    assertThat(table.schema().isPlain()).isFalse();
    assertThat(TableSchema.parse(table.schema().toString())).isEqualTo(table.schema());
    assertThatThrownBy(() -> readBy(log, "cost,x\n99,1\n-1,2\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("line 3", "'cost'", "-1", "a number above -1");
  }

  private TableDataset readBy(String schema, String text) {
    Path file = write(folder, "log.csv", text);
    DatasetRequest request =
        new DatasetRequest(file.toString(), Optional.empty(), Map.of("schema", schema));
    return (TableDataset) new CsvFactory().open(request).train();
  }

  @Test
  void scalesNumbersThatAreThere() {
    TableDataset table = read("x,kind\n1,a\n3,b\n,b\n5,a\n7,b\n");

    Preprocessing standard = Preprocessing.fit(Preprocessing.Kind.STANDARD, table);
    float[] row = row(table, 2);
    standard.apply(row, 0);
    assertThat(row).containsExactly(0, 1, 0, 1);
    float[] first = row(table, 0);
    standard.apply(first, 0);
    assertThat(first[0]).isCloseTo((float) (-3 / Math.sqrt(5)), within(1e-6f));
    assertThat(standard.table()).contains(table.schema());

    float[] middle = row(table, 3);
    Preprocessing.fit(Preprocessing.Kind.ROBUST, table).apply(middle, 0);
    assertThat(middle[0]).as("the upper of the two in the middle").isZero();
  }

  private TableDataset read(String text) {
    return Tables.read(write(folder, "a.csv", text));
  }

  private TableDataset read(String text, TableSchema schema) {
    return Tables.read(write(folder, "a.csv", text), schema);
  }
}
