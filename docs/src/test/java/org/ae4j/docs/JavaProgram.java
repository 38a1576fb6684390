package org.ae4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The Java blocks of a page as one program: types stand for themselves, statements follow one
 * another in a {@code main}. Blocks share the imports of the page's hidden blocks and statements.
 *
 * @param sources the text of each file, by the name of its type, in order
 */
record JavaProgram(Map<String, String> sources) {
  private static final String STATEMENTS = "Statements";
  private static final Pattern IMPORT =
      Pattern.compile("(?m)(?<=^|;)[ \\t]*import\\s+(?:static\\s+)?[\\w.]+(?:\\.\\*)?;");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?s)(?:\\s|//[^\\n]*\\n|/\\*.*?\\*/)*(?:(?:public|final|abstract|sealed)\\s+)*"
              + "(?:class|interface|record|enum)\\s+(\\w+).*");

  static JavaProgram of(Page page) {
    TreeSet<String> imports = new TreeSet<>();
    Map<String, String> types = new LinkedHashMap<>();
    StringBuilder statements = new StringBuilder();
    for (Block block : page.blocks()) {
      if (!block.language().equals("java")) {
        continue;
      }
      Matcher found = IMPORT.matcher(block.text());
      while (found.find()) {
        imports.add(found.group().strip());
      }
      String code = IMPORT.matcher(block.text()).replaceAll("");
      Matcher type = TYPE.matcher(code);
      if (type.matches() && closed(code)) {
        String other = types.put(type.group(1), code);
        assertThat(other).as("two types of one name").isNull();
      } else {
        statements.append(code).append('\n');
      }
    }
    if (!statements.isEmpty()) {
      types.put(
          STATEMENTS,
          "final class %s {\n  public static void main(String[] args) throws Exception {\n%s\n}}\n"
              .formatted(STATEMENTS, statements));
    }
    String head = String.join("\n", imports) + "\n";
    types.replaceAll((name, code) -> head + code);
    return new JavaProgram(types);
  }

  /** Returns whether all braces that a block opens are closed in it: then it is a whole type. */
  private static boolean closed(String code) {
    return code.chars().filter(c -> c == '{').count() == code.chars().filter(c -> c == '}').count();
  }

  /** Compiles it into the folder and runs each {@code main}. */
  void run(Path folder) throws Exception {
    compile(folder);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, JavaProgram.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      for (String name : sources.keySet()) {
        Class<?> type = loader.loadClass(name);
        Captured.of(() -> main(type));
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void compile(Path folder) throws IOException {
    sources.forEach((name, text) -> Texts.write(folder.resolve(name + ".java"), text));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "--release=17",
            "-proc:none",
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(
                      sources.keySet().stream()
                          .map(name -> folder.resolve(name + ".java"))
                          .toList()))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  /** Runs a type's {@code main}; returns false where it has none, as other blocks use it. */
  private static boolean main(Class<?> type) throws Exception {
    try {
      Method main = type.getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    } catch (InvocationTargetException e) {
      throw new AssertionError(type.getName() + " failed: " + e.getCause(), e.getCause());
    }
  }
}
