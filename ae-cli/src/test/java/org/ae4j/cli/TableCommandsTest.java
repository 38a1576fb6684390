package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Commands on a table with other columns than numbers. */
class TableCommandsTest {
  @TempDir Path folder;

  @Test
  void trainsAndGivesBackTheColumns() throws IOException {
    Path table = mixed("rows.csv");
    Path model = folder.resolve("m.safetensors");
    ae("train", "--data", table, "--epochs=40", "--batch=20", "--no-pictures", "--out", model)
        .succeeds();
    Path restored = folder.resolve("restored.csv");

    ae("reconstruct", "--model", model, "--data", table, "--out", restored).succeeds();

    List<String> lines = Files.readAllLines(restored);
    assertThat(lines).hasSize(121);
    assertThat(lines.get(0)).isEqualTo("kind,size,fast,day");
    assertThat(lines.get(1)).matches("(cat|dog|\"a, b\"),-?\\d.*,(yes|no),2024-0\\d-\\d\\d");
    Run evaluated = ae("evaluate", "--model", model, "--json=-").succeeds();
    JsonNode columns = evaluated.json().get(0).get("columns");
    assertThat(columns.size()).isEqualTo(4);
    assertThat(columns.get(0).get("right").doubleValue()).isGreaterThan(0.9);
    assertThat(ae("info", model).succeeds().out()).contains("4: kind (category), size (number)");
  }

  @Test
  void scoresRowsByTheModelsColumns() {
    Path model = folder.resolve("m.safetensors");
    ae("train", "--data", mixed("rows.csv"), "--epochs=1", "--no-pictures", "--out", model)
        .succeeds();
    Path codes = folder.resolve("codes.csv");
    Path other =
        Tables.write(
            folder.resolve("new.csv"), "day,extra,kind,fast,size\n2024-03-01,1,cat,no,3\n");
    Path renamed =
        Tables.write(folder.resolve("old.csv"), "day,kinds,fast,size\n2024-03-01,cat,no,3\n");

    ae("encode", "--model", model, "--data", other, "--out", codes).succeeds();
    ae("encode", "--model", model, "--data", renamed, "--out", codes)
        .fails(1, "old.csv: line 1: found no column 'kind'", "is it 'kinds'?");
    assertThat(codes).exists();
  }

  @Test
  void printsASchemaThatCanBeGivenBack() {
    Path table = mixed("rows.csv");
    Path schema = folder.resolve("schema.json");

    ae("data", "schema", "--data", table, "--out", schema).succeeds();

    String info = ae("data", "info", "--data", table).succeeds().out();
    assertThat(ae("data", "info", "--data", table, "--data-option", "schema=" + schema).out())
        .isEqualTo(info);
    Tables.write(schema, "{\"columns\":[{\"name\":\"siz\",\"kind\":\"ignored\"}]}");
    ae("data", "info", "--data", table, "--data-option", "schema=" + schema)
        .fails(1, "no column 'siz'", "is it 'size'?");
  }

  @Test
  void generatesDeliveriesAndTheirTruth() throws IOException {
    Path rows = folder.resolve("deliveries.csv");
    Path again = folder.resolve("again.csv");

    ae("data", "generate", "logistics", "--rows=300", "--seed=1", "--out", rows).succeeds();
    ae("data", "generate", "logistics", "--rows=300", "--seed=1", "--out", again).succeeds();

    assertThat(again).hasSameTextualContentAs(rows);
    assertThat(Files.readAllLines(folder.resolve("deliveries-truth.csv")))
        .hasSize(301)
        .anyMatch(line -> line.endsWith(",none"))
        .anyMatch(line -> !line.endsWith(",none"));
    assertThat(ae("data", "info", "--data", rows).succeeds().out())
        .contains("300 rows", "depot (category)", "arrived (date)", "signature (boolean)");
    ae("data", "generate", "logistic", "--out", rows).fails(2, "did you mean 'logistics'?");
  }

  private Path mixed(String name) {
    StringBuilder text = new StringBuilder("kind,size,fast,day\n");
    List<String> kinds = List.of("cat", "dog", "\"a, b\"");
    for (int i = 0; i < 120; i++) {
      int kind = i * 7 % 3;
      text.append(kinds.get(kind)).append(',').append(i % 9 == 0 ? "" : kind * 10 + i % 4);
      text.append(',').append(kind == 0 ? "yes" : "no");
      text.append(",2024-0").append(1 + kind * 3).append("-1").append(i % 10).append('\n');
    }
    return Tables.write(folder.resolve(name), text.toString());
  }
}
