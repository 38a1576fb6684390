package org.ae4j.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A headless browser, spoken to in the DevTools protocol; it downloads nothing. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final String LISTENING = "DevTools listening on ws://";
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private int calls;

  private Chromium(Process process, String host) throws Exception {
    this.process = process;
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest pages = HttpRequest.newBuilder(URI.create("http://" + host + "/json/list")).build();
    JsonNode list =
        JsonMapper.shared()
            .readTree(client.send(pages, HttpResponse.BodyHandlers.ofString()).body());
    String address = "";
    for (JsonNode target : list) {
      if (target.path("type").asString().equals("page")) {
        address = target.path("webSocketDebuggerUrl").asString();
      }
    }
    this.socket = client.newWebSocketBuilder().buildAsync(URI.create(address), new Inbox()).get();
  }

  /** Finds a browser: what the environment's AE_CHROMIUM names, or one on the path. */
  static Optional<Path> find() {
    String named = System.getenv("AE_CHROMIUM");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path binary, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IOException(binary + " ended before it listened");
    }
    Thread drain = new Thread(() -> said.lines().forEach(ignored -> {}), "chromium-stderr");
    drain.setDaemon(true);
    drain.start();
    return new Chromium(process, line.substring(LISTENING.length()).replaceFirst("/.*", ""));
  }

  /** Calls a method and returns its result; events that come before it go to {@code events}. */
  JsonNode call(String method, Consumer<ObjectNode> parameters, Consumer<JsonNode> events)
      throws Exception {
    ObjectNode message = JsonMapper.shared().createObjectNode();
    message.put("id", ++calls).put("method", method);
    parameters.accept(message.putObject("params"));
    socket.sendText(message.toString(), true).get();
    while (true) {
      JsonNode answer = next();
      if (answer.path("id").asInt(-1) == calls) {
        if (answer.has("error")) {
          throw new IOException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
      }
      events.accept(answer);
    }
  }

  /** Hands events on until one of a name has come. */
  void await(String event, Consumer<JsonNode> events) throws Exception {
    JsonNode message;
    do {
      message = next();
      events.accept(message);
    } while (!message.path("method").asString("").equals(event));
  }

  private JsonNode next() throws Exception {
    JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IOException("the browser said nothing for " + PATIENCE_SECONDS + " seconds");
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  /** Puts the parts of messages together. */
  private final class Inbox implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        messages.add(JsonMapper.shared().readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
