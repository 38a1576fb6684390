package org.ae4j.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, in the words of the rest of ae4j. */
final class UsageErrors {
  private UsageErrors() {}

  /** Has numbers refused in words that {@link #message} can put after the option's name. */
  static void registerNumbers(CommandLine command) {
    command
        .registerConverter(Integer.class, UsageErrors::count)
        .registerConverter(int.class, UsageErrors::count)
        .registerConverter(boolean.class, UsageErrors::flag)
        .registerConverter(Long.class, UsageErrors::whole)
        .registerConverter(Double.class, UsageErrors::number)
        .registerConverter(double.class, UsageErrors::number);
  }

  static String message(ParameterException e) {
    String problem = problem(e);
    return problem
        + (problem.endsWith("?") ? " See '" : "; see '")
        + e.getCommandLine().getCommandSpec().qualifiedName()
        + " --help'";
  }

  /** Says what is wrong, without where help is. */
  static String problem(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec argument = missing.getMissing().get(0);
      boolean option = argument instanceof OptionSpec;
      return name(argument) + (option ? " needs a value: " + argument.paramLabel() : " is missing");
    }
    ArgSpec argument = e.getArgSpec();
    if (argument == null) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof OverwrittenOptionException) {
      return name(argument) + " is given twice, expected once";
    }
    if (argument.typeInfo().isEnum()) {
      return name(argument)
          + " must be "
          + anyOf(argument.typeInfo().getEnumConstantNames()).toLowerCase(Locale.ROOT)
          + ", got '"
          + e.getValue()
          + "'";
    }
    if (e.getCause() instanceof TypeConversionException conversion) {
      return name(argument) + " must be " + conversion.getMessage();
    }
    return name(argument) + " must be " + argument.paramLabel() + ", got '" + e.getValue() + "'";
  }

  private static String anyOf(List<String> names) {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().get(0);
    List<String> near = e.getSuggestions();
    if (argument.startsWith("-")) {
      return "unknown option '" + argument + "'" + suggestion(near);
    }
    if (e.getCommandLine().getSubcommands().isEmpty()) {
      return "unexpected '" + argument + "', expected options only";
    }
    return "unknown command '" + argument + "'" + suggestion(near);
  }

  private static String suggestion(List<String> near) {
    return near.isEmpty() ? "" : "; did you mean '" + near.get(0) + "'?";
  }

  private static Boolean flag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new TypeConversionException("alone, got the value '" + text + "'");
  }

  private static Integer count(String text) {
    try {
      return Math.toIntExact(whole(text));
    } catch (ArithmeticException e) {
      throw new TypeConversionException(
          "a whole number of at most " + Integer.MAX_VALUE + " in size, got '" + text + "'");
    }
  }

  private static Long whole(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("a whole number, got '" + text + "'");
    }
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("a number, got '" + text + "'");
    }
  }
}
