package org.ae4j.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.ae4j.api.AutoencoderFactory;
import org.ae4j.api.CallbackFactory;
import org.ae4j.api.CorruptionFactory;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.LayerFactory;
import org.ae4j.api.LossFactory;
import org.ae4j.api.OptimizerFactory;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.kernels.KernelsSelection;
import org.ae4j.core.plugin.Catalog;
import org.ae4j.core.plugin.PluginFailure;
import org.ae4j.core.plugin.Registered;
import org.ae4j.core.plugin.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "plugins",
    description =
        "List variants, layers, losses, optimizers, corruptions, data sets and kernels, and what"
            + " could not be loaded.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Examples:", "  ae plugins", "  ae plugins --json -"})
final class PluginsCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  PluginsCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine(output);
      Registry registry = engine.registry();
      list("variants", registry.autoencoders(), AutoencoderFactory::description, output);
      list("layers", registry.layers(), LayerFactory::usage, output);
      list("losses", registry.losses(), LossFactory::usage, output);
      list("optimizers", registry.optimizers(), OptimizerFactory::usage, output);
      list("corruptions", registry.corruptions(), CorruptionFactory::usage, output);
      list("data sets", registry.datasets(), DatasetFactory::description, output);
      list("callbacks", registry.callbacks(), CallbackFactory::usage, output);
      printKernels(engine.kernelsSelection(), output);
      printJava(output);
      printFailures(registry, output);
    }
    return 0;
  }

  private static <F> void list(
      String kind, Catalog<F> catalog, Function<F, String> text, Output output) {
    if (catalog.entries().isEmpty()) {
      return;
    }
    output.line("%s:", kind);
    for (Registered<F> entry : catalog.entries()) {
      output.line("  %-22s %s", entry.id(), text.apply(entry.factory()));
      output.json(
          json -> {
            json.put("kind", kind).put("id", entry.id()).put("text", text.apply(entry.factory()));
            json.put("plugin", entry.source().plugin());
            json.put("location", entry.source().location());
          });
    }
  }

  private static void printKernels(KernelsSelection selection, Output output) {
    output.line("kernels:");
    output.line(
        "  %-22s %s; chosen: %s",
        selection.id(), selection.kernels().description(), selection.reason());
    selection.others().forEach((id, why) -> output.line("  %-22s %s", id, why));
    output.json(
        json -> {
          json.put("kind", "kernels").put("id", selection.id());
          json.put("text", selection.kernels().description());
          json.put("reason", selection.reason());
          selection.others().forEach(json.putObject("others")::put);
        });
  }

  private static void printJava(Output output) {
    String why = System.getProperty("ae.launcher.java", "started without the launcher");
    output.line("java:");
    output.line("  %-22s %s, %s", Runtime.version(), System.getProperty("java.home"), why);
    output.json(
        json -> {
          json.put("kind", "java").put("id", Runtime.version().toString());
          json.put("home", System.getProperty("java.home")).put("reason", why);
        });
  }

  private static void printFailures(Registry registry, Output output) {
    if (registry.failures().isEmpty()) {
      return;
    }
    output.line("left out:");
    for (PluginFailure failure : registry.failures()) {
      output.line("  %s", failure);
      output.json(
          json -> {
            json.put("kind", "failure").put("id", failure.provider());
            json.put("location", failure.location()).put("cause", failure.cause());
          });
    }
  }
}
