package org.ae4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists a command's options in sections: first its own, then those of each mixin by its name. */
final class HelpSections {
  /** What picocli calls the mixin of --help and --version. */
  private static final String STANDARD = "mixinStandardHelpOptions";

  private HelpSections() {}

  static void install(CommandLine command) {
    command.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING);
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::options);
    command.getSubcommands().values().forEach(HelpSections::install);
  }

  private static String options(Help help) {
    CommandSpec spec = help.commandSpec();
    List<OptionSpec> own = new ArrayList<>(spec.options());
    Map<String, CommandSpec> sections = new LinkedHashMap<>(spec.mixins());
    sections.remove(STANDARD);
    sections.values().forEach(mixin -> own.removeAll(mixin.options()));
    StringBuilder text = new StringBuilder();
    add("Options", own, help, text);
    sections.forEach((name, mixin) -> add(name, mixin.options(), help, text));
    return text.toString();
  }

  private static void add(String heading, List<OptionSpec> options, Help help, StringBuilder text) {
    if (!options.isEmpty()) {
      text.append(String.format("%n%s:%n", heading));
      // A line must not end with the dot of .csv, where picocli may break it.
      text.append(help.optionListExcludingGroups(options).replaceAll(" \\.(\\R)( +)", "$1$2."));
    }
  }
}
