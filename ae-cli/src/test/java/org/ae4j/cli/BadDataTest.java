package org.ae4j.cli;

import static org.ae4j.cli.Run.ae;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees of data that is no good; what is found is tested where it is read. */
class BadDataTest {
  private static final int FAILED = 1;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "x.csv       | a,b;1,2;3      | line 3: found 1 field, expected 2",
        "x.csv       | a,b;1,2;3,x    | line 3, column 'b': found 'x', expected a number",
        "x.csv       | a,b;1,2;-inf,3 | line 3, column 'a': found '-inf', expected a finite number",
        "x.csv       | a,b;1e39,2     | line 2, column 'a': found '1e39'",
        "x.csv       | a,b            | line 2: found the end, expected at least one row",
        "x.csv       | a:b;1:2        | line 1: found one column",
        "x.csv       | -              | line 1: found the end, expected a header",
        "x.npy       | hello world    | byte 0: found 'hello wo'",
        "x.npy       | -              | found 0 bytes",
        "x-idx3-ubyte| hello world    | expected IDX's 00 00",
        "x-idx3-ubyte.gz | -          | found 0 bytes",
        "größe 数.csv | a;1;x          | größe 数.csv: line 3, column 'a': found 'x'",
      })
  void namesFileAndPlace(String name, String lines, String message) throws IOException {
    String text = lines == null ? "" : lines.replace(';', '\n').replace(':', ';') + "\n";
    Path file = Files.writeString(folder.resolve(name.strip()), text);

    ae("train", "--data", file, "--out", folder.resolve("m.safetensors"))
        .fails(FAILED, file.toString(), message);

    assertThat(files()).containsExactly(file);
  }

  @Test
  void namesFoldersWithoutData() {
    ae("train", "--data", folder).fails(2, "unknown data set '" + folder, "a folder of images");
    ae("train", "--data", folder.resolve("no.csv")).fails(FAILED, "no.csv", "found no such file");
    ae("data", "info", "--data=fashion-mnist", "--data-dir", folder)
        .fails(FAILED, "looked in " + folder + " (has no train-images);");
  }

  @Test
  void namesModelsThatAreNone() throws IOException {
    Path text = Tables.write(folder.resolve("text.safetensors"), "no model");
    Path forged = folder.resolve("forged.safetensors");
    Files.write(forged, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{', '}'});

    ae("info", folder.resolve("no.safetensors")).fails(FAILED, "there is no such file");
    ae("info", folder).fails(FAILED, "it is a folder");
    ae("info", text).fails(FAILED, text.toString(), "header length");
    ae("evaluate", "--model", forged).fails(FAILED, forged.toString(), "header length");
  }

  @Test
  void refusesRowsThatDoNotFitTheModel() throws IOException {
    Path table = Tables.numbers(folder);
    Path model = folder.resolve("m.safetensors");
    ae("train", "--data", table, "--epochs=1", "--no-pictures", "--out", model).succeeds();
    Path renamed = Tables.write(folder.resolve("renamed.csv"), "a,b,cc,d\n1,2,3,4\n");

    ae("encode", "--model", model, "--data", renamed, "--out", folder.resolve("c.csv"))
        .fails(FAILED, "renamed.csv: line 1: found no column 'c'", "is it 'cc'?");
    ae("reconstruct", "--model", model, "--out", folder.resolve("r.png"))
        .fails(2, "are no images; write .csv or .npy");
    Files.delete(table);
    ae("evaluate", "--model", model)
        .fails(FAILED, "the rows that " + model + " was trained on", "or give --data");
    assertThat(folder.resolve("c.csv")).doesNotExist();
    assertThat(folder.resolve("r.png")).doesNotExist();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
