package org.ae4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ae4j.api.AutoencoderException;
import org.ae4j.api.DataException;
import org.ae4j.api.Dataset;
import org.ae4j.api.ShapeException;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.data.CsvColumn;
import org.ae4j.core.data.Datasets;
import org.ae4j.pictures.Colouring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "map",
    customSynopsis = "ae map [OPTIONS]",
    description = "Draw rows, or their codes, as a map in which near ones lie together.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ae map                                            the sample, raw pixels",
      "  ae map --model f32.safetensors --data fashion-mnist",
      "  ae map --data rows.csv --data-option label=class --method pca",
      "  ae map --data rows.csv --clusters clusters/assignments.csv",
      "  ae map --place map/map.safetensors --data more.csv --out more",
      "",
      "Leaves map.csv, map.png, map.svg, map.html, a page that opens offline, and map.safetensors,",
      "the map itself, on which --place puts more rows."
    })
final class MapCommand implements Callable<Integer> {
  @Mixin(name = "Rows")
  private DataOptions data;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "Rows to map, where the data has test rows: all, train or test. Default: all.")
  private Split split = Split.ALL;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Map the codes of this trained model, in place of the rows themselves.")
  private Optional<Path> model = Optional.empty();

  @Mixin(name = "Map")
  private MapOptions options;

  @Option(
      names = "--place",
      paramLabel = "FILE",
      description = "Place the rows on this map, which stays as it is, in place of making one.")
  private Optional<Path> place = Optional.empty();

  @Option(
      names = "--clusters",
      paramLabel = "FILE",
      description = "A CSV file with a column 'cluster', a line a row, to colour points by.")
  private Optional<Path> clusters = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for everything that is written. Default: map.")
  private Path out = Path.of("map");

  @Mixin(name = "In general")
  private CommonOptions common;

  MapCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      Optional<TrainedAutoencoder> trained = model.map(engine::read);
      Dataset rows = rows(engine, trained);
      List<Colouring> colourings = colourings(rows);
      makeFolder();
      long seed = common.seed().orElse(1L);
      MapWork work = new MapWork(engine, rows, trained, seed, output);
      if (place.isPresent()) {
        work.place(place.get());
      } else {
        work.map(options);
      }
      work.errors().ifPresent(errors -> colourings.add(Colouring.ofAmounts("error", errors)));
      new MapFiles(out, output).write(work, colourings, place.isPresent());
    }
    return 0;
  }

  private Dataset rows(Autoencoders engine, Optional<TrainedAutoencoder> trained) {
    Map<String, String> notes =
        data.notes(trained.map(known -> known.document().notes()).orElse(Map.of()));
    notes.remove(DataOptions.LIMIT);
    Dataset all = split.of(DataOptions.open(engine, notes));
    trained.ifPresent(known -> requireFit(known, all));
    return data.limit().map(limit -> Datasets.limit(all, limit)).orElse(all);
  }

  private void requireFit(TrainedAutoencoder trained, Dataset rows) {
    if (trained.inputShape().size() != rows.shape().size()) {
      throw new ShapeException(
          "%s takes rows of %s, %s has %s; give the kind of data that it was trained on"
              .formatted(
                  model.map(Path::toString).orElse("the model"),
                  trained.inputShape(),
                  rows.name(),
                  rows.shape()));
    }
  }

  private List<Colouring> colourings(Dataset rows) {
    List<Colouring> colourings = new ArrayList<>();
    rows.labels()
        .ifPresent(
            labels -> colourings.add(Colouring.ofClasses("label", labels, rows.labelNames())));
    clusters.ifPresent(
        file -> {
          List<String> texts = CsvColumn.read(file, "cluster");
          if (texts.size() != rows.size()) {
            throw new DataException(
                "%s has %s below its header, the map has %s; give a line a row, in their order"
                    .formatted(
                        file, Text.count(texts.size(), "line"), Text.count(rows.size(), "row")));
          }
          colourings.add(0, Colouring.ofTexts("cluster", texts));
        });
    return colourings;
  }

  /** Makes the folder before work goes into what is written there. */
  private void makeFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new AutoencoderException(
          "cannot make the folder " + out + ": " + Failures.reason(e), e);
    }
    OutputFiles.requireWritable(out.resolve(MapFiles.PAGE));
  }
}
