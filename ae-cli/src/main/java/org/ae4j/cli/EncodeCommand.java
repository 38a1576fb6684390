package org.ae4j.cli;

import java.nio.file.Path;
import java.util.Optional;
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
    description = "Write the code of each row.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae encode --out codes.npy",
      "  ae encode --model fashion.safetensors --data fashion-mnist --split train --out codes.csv"
    })
final class EncodeCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Codes as .csv (with labels where there are any) or .npy. Default: codes.csv.")
  private Path out = Path.of("codes.csv");

  @Mixin private CommonOptions common;

  EncodeCommand() {}

  @Override
  public Integer call() {
    OutputFiles.requireWritable(out);
    RowWriter.Format format = RowWriter.Format.of(out);
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder trained = model.read(engine);
      Dataset rows = model.rows(engine, trained);
      int size = trained.codeSize();
      Optional<int[]> labels = rows.labels();
      var names = IntStream.range(0, size).mapToObj(i -> "code_" + i).toList();
      RowWriter.write(
          out,
          format,
          rows.size(),
          names,
          labels,
          rows.labelNames(),
          writer ->
              Chunks.of(rows, engine.threads())
                  .forEach(trained::encode, (first, codes) -> writer.add(codes)));
      output.line("codes  %s (%,d rows of %d values)", out, rows.size(), size);
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
