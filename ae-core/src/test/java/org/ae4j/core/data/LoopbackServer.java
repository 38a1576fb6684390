package org.ae4j.core.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on loopback that also misbehaves: it can announce more than it sends, or stall.
 */
final class LoopbackServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, String headers, byte[] body, boolean stalls) {}

  LoopbackServer() throws IOException {
    Thread thread = new Thread(this::serve, "loopback-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI address() {
    return URI.create(
        "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + "/d/");
  }

  void put(String path, byte[] body) {
    put(path, body, body.length);
  }

  void put(String path, byte[] body, int announced) {
    answers.put(path, new Answer(200, "Content-Length: " + announced + "\r\n", body, false));
  }

  void put(String path, Answer answer) {
    answers.put(path, answer);
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer(client);
      } catch (IOException e) {
        // The client went, or the test is over.
      }
    }
  }

  private void answer(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    String request = in.readLine();
    if (request == null) {
      return; // the client went before it asked
    }
    String path = request.split(" ", -1)[1];
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      // Headers are of no interest.
    }
    requests.add(path);
    Answer answer =
        answers.getOrDefault(path, new Answer(404, "Content-Length: 0\r\n", new byte[0], false));
    OutputStream out = client.getOutputStream();
    String head =
        "HTTP/1.1 " + answer.status + " x\r\n" + answer.headers + "Connection: close\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(answer.body);
    out.flush();
    if (answer.stalls) {
      in.read(); // returns when the client goes away
    }
  }
}
