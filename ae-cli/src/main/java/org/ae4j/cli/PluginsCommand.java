package org.ae4j.cli;

import java.util.List;
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
    customSynopsis = "ae plugins [OPTIONS]",
    description =
        "List variants, layers, losses, optimizers, corruptions, data sets and kernels, and what"
            + " could not be loaded.",
    sortOptions = false,
    footer = {"", "Examples:", "  ae plugins", "  ae plugins --json -"})
final class PluginsCommand implements Callable<Integer> {
  @Mixin(name = "In general")
  private CommonOptions common;

  PluginsCommand() {}

  @Override
  public Integer call() {
    try (Output output = common.output()) {
      Autoencoders engine = common.engine();
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
      printFailures(common.failures(), output);
    }
    return 0;
  }

  private static <F> void list(
      String kind, Catalog<F> catalog, Function<F, String> text, Output output) {
    output.line("%s:%s", kind, catalog.entries().isEmpty() ? " none" : "");
    for (Registered<F> entry : catalog.entries()) {
      output.line("  %-22s %s", entry.id(), Text.wrap(text.apply(entry.factory()), 25));
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
    String chosen =
        "%s; chosen: %s".formatted(selection.kernels().description(), selection.reason());
    output.line("  %-22s %s", selection.id(), Text.wrap(chosen, 25));
    selection.others().forEach((id, why) -> output.line("  %-22s %s", id, Text.wrap(why, 25)));
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
    String home = System.getProperty("java.home");
    output.line("  %-22s %s", Runtime.version(), Text.wrap(home + ", " + why, 25));
    output.json(
        json -> {
          json.put("kind", "java").put("id", Runtime.version().toString());
          json.put("home", home).put("reason", why);
        });
  }

  private static void printFailures(List<PluginFailure> failures, Output output) {
    output.line("left out:%s", failures.isEmpty() ? " none" : "");
    for (PluginFailure failure : failures) {
      output.line("  %s", Text.wrap(failure.toString(), 2));
      output.json(
          json -> {
            json.put("kind", "failure").put("id", failure.provider());
            json.put("location", failure.location()).put("cause", failure.cause());
          });
    }
  }
}
