package org.ae4j.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown page of the repository.
 *
 * @param path where it lies
 * @param blocks its code, in order
 * @param links where its links lead
 * @param images its pictures
 * @param headings its headings, as they read
 */
record Page(
    Path path,
    String text,
    List<Block> blocks,
    List<String> links,
    List<Picture> images,
    List<String> headings) {
  static final Path ROOT = Path.of(System.getProperty("ae.docs.root")).normalize();
  static final Path DOCS = ROOT.resolve("docs");

  private static final List<String> PLACES =
      List.of(
          "README.md",
          "CONTRIBUTING.md",
          "RELEASE_NOTES.md",
          "ae-bench/README.md",
          "examples",
          "docs");

  /**
   * A picture of a page.
   *
   * @param target the file, as the page names it
   * @param alternative the text for those who do not see it
   */
  record Picture(String target, String alternative) {}

  /** Returns all pages that readers are led to. */
  static List<Page> all() {
    return PLACES.stream().map(ROOT::resolve).flatMap(Page::below).map(Page::read).toList();
  }

  private static Stream<Path> below(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !ROOT.relativize(file).toString().matches(".*\\b(target|src)/.*"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page read(Path path) {
    String text = Texts.of(path);
    List<Block> blocks = new ArrayList<>();
    List<String> links = new ArrayList<>();
    List<Picture> images = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    Parser.builder()
        .build()
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(FencedCodeBlock block) {
                blocks.add(Block.fenced(block.getInfo(), block.getLiteral()));
              }

              @Override
              public void visit(IndentedCodeBlock block) {
                blocks.add(Block.fenced("", block.getLiteral()));
              }

              @Override
              public void visit(HtmlBlock block) {
                blocks.add(Block.html(block.getLiteral()));
              }

              @Override
              public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                images.add(new Picture(image.getDestination(), words(image)));
              }

              @Override
              public void visit(Heading heading) {
                headings.add(words(heading));
              }
            });
    return new Page(path, text, blocks, links, images, headings);
  }

  /** Returns the page's place in the repository. */
  String name() {
    return ROOT.relativize(path).toString().replace('\\', '/');
  }

  @Override
  public String toString() {
    return name();
  }

  boolean hasAnchor(String anchor) {
    return headings.stream().map(Page::anchor).anyMatch(anchor::equals);
  }

  /** Returns the anchor that GitHub and the site give a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }

  private static String words(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString();
  }
}
