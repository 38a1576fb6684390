package org.ae4j.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ae4j.api.Layer;
import org.ae4j.api.Network;
import org.ae4j.api.Parameter;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.TrainedAutoencoder;
import org.ae4j.core.model.ModelDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "info",
    customSynopsis = "ae info [OPTIONS] [FILE]",
    description = "Say what is in a model file.",
    sortOptions = false,
    parameterListHeading = "%n",
    footer = {"", "Examples:", "  ae info", "  ae info f16.safetensors --json -"})
final class InfoCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The model file. Default: model.safetensors.")
  private Path file = Path.of("model.safetensors");

  @Mixin(name = "In general")
  private CommonOptions common;

  InfoCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      TrainedAutoencoder model = engine.read(file);
      print(model, output);
      output.json(json -> write(model, json));
    }
    return 0;
  }

  private static void print(TrainedAutoencoder model, Output output) {
    ModelDocument document = model.document();
    output.line("variant     %s", document.config().variant());
    output.line("input       %s, scaling %s", model.inputShape(), document.preprocessing());
    output.line("code        %s", Text.count(model.codeSize(), "value"));
    output.line("parameters  %,d", model.parameterCount());
    output.line("loss        %s", document.config().loss());
    document.config().corruption().ifPresent(text -> output.line("corruption  %s", text));
    output.line(
        "data        %s of %s", Text.count(document.data().rows(), "row"), document.data().name());
    model
        .table()
        .ifPresent(
            schema -> output.line("columns     %s", Text.wrap(TableColumns.text(schema), 12)));
    output.line(
        "training    %s, batch %d, %s, seed %d, %s kernels",
        Text.count(document.history().size(), "epoch"),
        document.training().batchSize(),
        document.training().optimizer(),
        document.training().seed(),
        document.kernels());
    document.history().stream()
        .reduce((first, second) -> second)
        .ifPresent(last -> output.line("last loss   %s", Text.loss(last.trainLoss())));
    document.metrics().forEach((name, value) -> output.line("%-11s %s", name, Text.loss(value)));
    for (Network network : model.model().networks()) {
      output.line("%s  %s", network.name(), network.inputShape());
      for (Layer layer : network.layers()) {
        output.line(
            "  %-22s -> %-10s %s",
            layer.getClass().getSimpleName(), layer.outputShape(), layer.parameters());
      }
    }
  }

  private static void write(TrainedAutoencoder model, ObjectNode json) {
    ModelDocument document = model.document();
    json.put("variant", document.config().variant());
    json.put("input", model.inputShape().toString());
    json.put("encoder", document.config().encoder());
    json.put("scaling", document.config().scaling());
    json.put("loss", document.config().loss());
    document.config().corruption().ifPresent(text -> json.put("corruption", text));
    json.put("code_size", model.codeSize());
    json.put("parameters", model.parameterCount());
    json.put("data", document.data().name());
    json.put("rows", document.data().rows());
    model.table().ifPresent(schema -> TableColumns.write(schema, json));
    json.put("epochs", document.history().size());
    json.put("seed", document.training().seed());
    json.put("kernels", document.kernels());
    document.metrics().forEach(json.putObject("metrics")::put);
    ArrayNode tensors = json.putArray("tensors");
    for (Network network : model.model().networks()) {
      for (Layer layer : network.layers()) {
        for (Parameter parameter : layer.parameters()) {
          tensors.addObject().put("name", parameter.name()).put("size", parameter.size());
        }
      }
    }
  }
}
