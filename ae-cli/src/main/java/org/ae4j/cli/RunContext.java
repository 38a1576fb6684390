package org.ae4j.cli;

import java.util.List;
import java.util.Map;
import org.ae4j.cli.compare.Comparison;
import org.ae4j.cli.compare.Fingerprint;
import org.ae4j.cli.compare.RunPlan;
import org.ae4j.cli.compare.RunResult;
import org.ae4j.core.Autoencoders;
import org.ae4j.core.plugin.PluginSource;

/**
 * What all runs of a comparison share.
 *
 * @param settings of rows, seed and noise, by option
 * @param general options of the command that each run's JVM needs too
 */
record RunContext(
    Autoencoders engine,
    Comparison.Rows rows,
    Comparison.Machine machine,
    Map<String, String> settings,
    List<String> general) {

  /** Returns what tells a run from every run that could come out otherwise. */
  String fingerprint(RunPlan plan) {
    return new Fingerprint()
        .add("schema", RunResult.SCHEMA)
        .add("rows", rows)
        .add("machine", machine)
        .add(settings)
        .add(plan.settings())
        .addJars(engine.registry().plugins().stream().map(PluginSource::location).toList())
        .text();
  }
}
