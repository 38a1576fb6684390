package org.ae4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a page is like in a browser without network.
 *
 * @param requests addresses that it asked for, but its own and those that hold their data
 * @param errors what the console says that is wrong
 * @param scrollWidth how wide the page's content is
 * @param sections ids of the sections that are visible and have a height
 * @param broken pictures without a size
 * @param background its colour
 */
record PageInspection(
    List<String> requests,
    List<String> errors,
    int scrollWidth,
    List<String> sections,
    int broken,
    String background) {
  private static final int HEIGHT = 900;

  static PageInspection of(Chromium browser, Path page, int width, boolean dark, Path screenshot)
      throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
      browser.call(domain + ".enable", none -> {}, ignored -> {});
    }
    browser.call(
        "Network.emulateNetworkConditions",
        to ->
            to.put("offline", true)
                .put("latency", 0)
                .put("downloadThroughput", -1)
                .put("uploadThroughput", -1),
        events::add);
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        to ->
            to.put("width", width)
                .put("height", HEIGHT)
                .put("deviceScaleFactor", 1)
                .put("mobile", width < 600),
        events::add);
    browser.call(
        "Emulation.setEmulatedMedia",
        to ->
            to.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light"),
        events::add);
    browser.call("Page.navigate", to -> to.put("url", page.toUri().toString()), events::add);
    if (events.stream()
        .noneMatch(e -> e.path("method").asString("").equals("Page.loadEventFired"))) {
      browser.await("Page.loadEventFired", events::add);
    }
    int scrollWidth = number(browser, "document.documentElement.scrollWidth");
    String sections =
        text(
            browser,
            "[...document.querySelectorAll('section')]"
                + ".filter(s => s.getBoundingClientRect().height > 40).map(s => s.id).join(' ')");
    int broken =
        number(browser, "[...document.images].filter(i => !i.complete || !i.naturalWidth).length");
    String background = text(browser, "getComputedStyle(document.body).backgroundColor");
    int height = number(browser, "document.documentElement.scrollHeight");
    shoot(browser, width, height, screenshot);
    return new PageInspection(
        requests(events, page),
        errors(events),
        scrollWidth,
        List.of(sections.split(" ")),
        broken,
        background);
  }

  private static void shoot(Chromium browser, int width, int height, Path file) throws Exception {
    JsonNode shot =
        browser.call(
            "Page.captureScreenshot",
            to ->
                to.put("format", "png")
                    .put("captureBeyondViewport", true)
                    .putObject("clip")
                    .put("x", 0)
                    .put("y", 0)
                    .put("width", width)
                    .put("height", height)
                    .put("scale", 1),
            ignored -> {});
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(shot.path("data").asString()));
  }

  private static List<String> requests(List<JsonNode> events, Path page) {
    return events.stream()
        .filter(event -> event.path("method").asString("").equals("Network.requestWillBeSent"))
        .map(event -> event.path("params").path("request").path("url").asString())
        .filter(url -> !url.startsWith("data:") && !url.equals(page.toUri().toString()))
        .toList();
  }

  private static List<String> errors(List<JsonNode> events) {
    List<String> errors = new ArrayList<>();
    for (JsonNode event : events) {
      JsonNode with = event.path("params");
      String method = event.path("method").asString("");
      boolean wrong =
          method.equals("Runtime.exceptionThrown")
              || (method.equals("Runtime.consoleAPICalled")
                  && with.path("type").asString("").equals("error"))
              || (method.equals("Log.entryAdded")
                  && with.path("entry").path("level").asString("").equals("error"));
      if (wrong) {
        errors.add(with.toString());
      }
    }
    return errors;
  }

  private static int number(Chromium browser, String expression) throws Exception {
    return evaluate(browser, expression).asInt();
  }

  private static String text(Chromium browser, String expression) throws Exception {
    return evaluate(browser, expression).asString();
  }

  private static JsonNode evaluate(Chromium browser, String expression) throws Exception {
    return browser
        .call("Runtime.evaluate", to -> to.put("expression", expression), ignored -> {})
        .path("result")
        .path("value");
  }
}
