package org.ae4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.ae4j.api.Dataset;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "encode",
    customSynopsis = "ae encode [OPTIONS]",
    description = "Write the code of each row.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae encode --out codes.npy",
      "  ae encode --model f16.safetensors --data fashion-mnist --out codes.csv"
    })
final class EncodeCommand implements Callable<Integer> {
  @Mixin(name = "Model")
  private ModelOptions model;

  @Mixin(name = "Rows")
  private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The codes: .csv, with labels where there are any, or .npy. Default: codes.csv.")
  private Path out = Path.of("codes.csv");

  @Mixin(name = "In general")
  private CommonOptions common;

  EncodeCommand() {}

  @Override
  public Integer call() {
    OutputFiles.requireWritable(out);
    RowWriter.Format.of(out);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      Dataset rows = model.rows(engine, trained, data);
      int size = trained.codeSize();
      List<String> names = IntStream.range(0, size).mapToObj(i -> "code_" + i).toList();
      RowWriter.write(out, names, rows, true, engine.threads(), trained::encode);
      output.line(
          "codes  %s (%s of %s)", out, Text.count(rows.size(), "row"), Text.count(size, "value"));
      output.json(
          json -> {
            json.put("codes", out.toString());
            json.put("rows", rows.size());
            json.put("code_size", size);
          });
    }
    return 0;
  }
}
