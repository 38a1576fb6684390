package org.ae4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that links lead somewhere, and that every page can be come to. */
class LinksTest {
  private final Map<Path, Page> pages =
      Page.all().stream().collect(Collectors.toMap(Page::path, Function.identity()));

  @Test
  void linksLeadSomewhere() {
    List<String> broken =
        pages.values().stream()
            .flatMap(
                page ->
                    page.links().stream()
                        .filter(link -> !leadsSomewhere(page, link))
                        .map(link -> page.name() + ": " + link))
            .sorted()
            .toList();

    assertThat(broken).isEmpty();
  }

  @Test
  void indexLeadsToEveryPage() {
    Set<Path> seen = new LinkedHashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(Page.DOCS.resolve("README.md")));
    while (!open.isEmpty()) {
      Path page = open.remove();
      if (pages.containsKey(page) && seen.add(page)) {
        pages.get(page).links().stream()
            .filter(link -> !link.contains(":"))
            .forEach(link -> open.add(target(page, link)));
      }
    }

    assertThat(pages.keySet()).filteredOn(page -> page.startsWith(Page.DOCS)).isSubsetOf(seen);
  }

  private boolean leadsSomewhere(Page page, String link) {
    URI uri = URI.create(link);
    if (uri.getScheme() != null) {
      return List.of("https", "http", "mailto").contains(uri.getScheme());
    }
    Path target = target(page.path(), link);
    if (!target.startsWith(Page.ROOT) || !Files.exists(target)) {
      return false;
    }
    return uri.getFragment() == null
        || (pages.containsKey(target) && pages.get(target).hasAnchor(uri.getFragment()));
  }

  private static Path target(Path page, String link) {
    String path = URI.create(link).getPath();
    return path.isEmpty() ? page : page.resolveSibling(path).normalize();
  }
}
