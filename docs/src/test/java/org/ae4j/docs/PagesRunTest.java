package org.ae4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ae4j.cli.Main;
import org.ae4j.docs.CommandLines.Shown;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs what each page shows, in its order: the {@code ae} commands, then the Java blocks. */
class PagesRunTest {
  @BeforeAll
  static void stock() throws Exception {
    Workplace.stock();
  }

  @TestFactory
  Stream<DynamicContainer> pages() {
    return Page.all().stream()
        .filter(page -> !tests(page).isEmpty())
        .map(page -> dynamicContainer(page.name(), tests(page)));
  }

  private static List<DynamicTest> tests(Page page) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Shown command : CommandLines.of(page)) {
      tests.add(dynamicTest(command.line(), () -> run(command)));
    }
    JavaProgram program = JavaProgram.of(page);
    if (!program.sources().isEmpty()) {
      tests.add(dynamicTest("Java", () -> program.run(Path.of("java"))));
    }
    if (!tests.isEmpty()) {
      tests.add(0, dynamicTest("files", () -> Workplace.furnish(page)));
    }
    return tests;
  }

  private static void run(Shown command) throws Exception {
    String[] arguments = command.arguments().toArray(new String[0]);
    if (!command.message().isEmpty()) {
      Captured<Integer> run = Captured.ae(arguments);
      assertThat(run.said()).contains(command.message());
      assertThat(run.result()).isNotZero();
      return;
    }
    Main.commandLine().parseArgs(arguments);
    Optional<String> unfit = Budget.onlyRead(command.arguments());
    assumeTrue(unfit.isEmpty(), () -> "read, but not run: it " + unfit.orElseThrow());
    String[] small = Budget.small(command.arguments());
    Captured<Integer> run = Captured.ae(small);
    assertThat(run.result()).as("%s%n%s", String.join(" ", small), run.said()).isZero();
  }
}
