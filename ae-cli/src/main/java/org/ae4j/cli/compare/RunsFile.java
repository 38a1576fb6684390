package org.ae4j.cli.compare;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ae4j.api.ConfigurationException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A YAML file that says what to compare. Read as a tree of texts: nothing in it names a class.
 *
 * @param rows settings of data, split, seed and noise, by option
 * @param runs with what they have in common
 */
public record RunsFile(Map<String, String> rows, List<RunPlan> runs) {
  private static final String COMMON = "common";
  private static final String RUNS = "runs";
  private static final String NAME = "name";

  /**
   * Reads a file.
   *
   * @param rowKeys the settings that hold for all runs
   * @param runKeys the settings that a run may have
   * @throws ConfigurationException if the file is not as it should be, with its line
   */
  public static RunsFile read(Path file, Set<String> rowKeys, Set<String> runKeys) {
    YamlMap top = parse(file);
    Set<String> known = new TreeSet<>(rowKeys);
    known.addAll(List.of(COMMON, RUNS));
    top.requireKnown("key", known);
    Map<String, String> rows = new LinkedHashMap<>();
    rowKeys.forEach(key -> top.putTexts(key, rows));
    Map<String, String> common =
        top.map(COMMON).map(map -> settings(map, runKeys)).orElse(Map.of());
    List<RunPlan> runs = new ArrayList<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (YamlMap run : top.list(RUNS)) {
      RunPlan plan = plan(run, common, runKeys);
      Integer before = lines.putIfAbsent(plan.name(), run.line());
      if (before != null) {
        throw run.problem(
            "the run '%s' is there already, in line %d; give each run a name of its own"
                .formatted(plan.name(), before));
      }
      runs.add(plan);
    }
    return new RunsFile(rows, List.copyOf(runs));
  }

  private static YamlMap parse(Path file) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      StreamReader text = new StreamReader(settings, Files.readString(file));
      Node root =
          new Composer(settings, new ParserImpl(settings, text))
              .getSingleNode()
              .orElseThrow(() -> empty(file));
      return YamlMap.of(root, file.toString(), "the file");
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("cannot read " + file + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(file + " is not a text in UTF-8", e);
    } catch (IOException e) {
      throw new ConfigurationException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(Mark::getLine).map(n -> ", line " + (n + 1)).orElse("");
      throw new ConfigurationException(file + line + ": not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new ConfigurationException(file + ": not YAML: " + e.getMessage(), e);
    }
  }

  private static RunPlan plan(YamlMap run, Map<String, String> common, Set<String> runKeys) {
    Set<String> known = new TreeSet<>(runKeys);
    known.add(NAME);
    run.requireKnown("setting", known);
    Map<String, String> own = new LinkedHashMap<>();
    runKeys.forEach(key -> run.putTexts(key, own));
    Map<String, String> all = RunPlan.overlay(common, own);
    String name = run.text(NAME).orElse(all.getOrDefault("variant", "vanilla"));
    try {
      return new RunPlan(name, all);
    } catch (ConfigurationException e) {
      throw run.problem(e.getMessage());
    }
  }

  private static Map<String, String> settings(YamlMap map, Set<String> known) {
    map.requireKnown("setting", known);
    Map<String, String> texts = new LinkedHashMap<>();
    known.forEach(key -> map.putTexts(key, texts));
    return texts;
  }

  private static ConfigurationException empty(Path file) {
    return new ConfigurationException(
        file + " is empty, expected a list of runs, such as 'runs: [{variant: vanilla}]'");
  }
}
