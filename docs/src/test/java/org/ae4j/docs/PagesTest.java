package org.ae4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ae4j.docs.Page.Picture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps what the pages have in common. */
class PagesTest {
  /** Diagrams that show an idea, not a result. */
  private static final List<String> DRAWN_BY_HAND = List.of("unsupervised-learning");

  private static final String QUESTIONS = "\n## Questions\n";
  private static final Pattern QUESTION =
      Pattern.compile("<details><summary>.+</summary>\n\n.+", Pattern.MULTILINE);

  private static final Pattern EMPTY_TABLE =
      Pattern.compile("^\\|.+\\n(\\| ?:?-+:? ?)+\\|\\n(?!\\|)", Pattern.MULTILINE);

  static List<Page> pages() {
    return Page.all();
  }

  /** The pages to learn from: all of docs/ but its index and the notebooks' own. */
  static Stream<Page> lessons() {
    return pages().stream()
        .filter(page -> page.path().startsWith(Page.DOCS))
        .filter(page -> !page.path().endsWith("README.md"));
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void lessonEndsWithQuestions(Page page) {
    int start = page.text().indexOf(QUESTIONS);
    assertThat(start).as("where '## Questions' begins").isPositive();
    String questions = page.text().substring(start + QUESTIONS.length());
    assertThat(questions).as("nothing follows them").doesNotContain("\n## ");
    assertThat(QUESTION.matcher(questions).results()).hasSizeBetween(3, 6);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void pictureIsThereAndMadeByAScript(Page page) throws IOException {
    if (page.images().isEmpty()) {
      return;
    }
    String scripts = scripts();
    for (Picture picture : page.images()) {
      assertThat(page.path().resolveSibling(picture.target())).as(page.name()).exists();
      assertThat(picture.alternative()).as(page.name() + ": " + picture.target()).isNotBlank();
      String stem = stem(picture.target());
      assertThat(DRAWN_BY_HAND.contains(stem) || scripts.contains(stem))
          .as("a script in docs/make names " + picture.target())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void readsTheSameOnGitHubAndOnTheSite(Page page) {
    assertThat(page.text()).as(page.name()).doesNotContain("```{", "\n:::", "{ref}", "{doc}");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void tablesHaveRows(Page page) {
    assertThat(EMPTY_TABLE.matcher(page.text()).results().map(found -> found.group()))
        .as(page.name())
        .isEmpty();
  }

  private static String scripts() throws IOException {
    try (Stream<Path> files = Files.walk(Page.DOCS.resolve("make"))) {
      return files
          .filter(file -> file.toString().matches(".*\\.(sh|py|java)"))
          .map(Texts::of)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String stem(String target) {
    return target.substring(target.lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "");
  }
}
