package org.ae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.core.data.RemoteDataset.RemoteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DatasetFetcherTest {
  private static final byte[] A = "first file".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] B = "second".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private final List<String> progress = new ArrayList<>();
  private LoopbackServer server;
  private RemoteDataset data;

  @BeforeEach
  void start() throws Exception {
    server = new LoopbackServer();
    data = new RemoteDataset("d", List.of(server.address()), List.of(file("a", A), file("b", B)));
    server.put("/d/a", A);
    server.put("/d/b", B);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void fetchesIntoAFolderItMakes() throws IOException {
    Path cache = folder.resolve("cache/datasets/d");

    fetch(data, cache);

    assertThat(Files.readAllBytes(cache.resolve("a"))).isEqualTo(A);
    assertThat(Files.readAllBytes(cache.resolve("b"))).isEqualTo(B);
    assertThat(cache).isDirectoryNotContaining("glob:**.part");
    assertThat(progress).hasSize(2).allMatch(line -> line.contains("fetched"));
  }

  @Test
  void leavesNoEmptyFolders() {
    Path cache = folder.resolve("cache/datasets/d");
    server.put("/d/a", new byte[0]);

    assertThatThrownBy(() -> fetch(data, cache)).isInstanceOf(DataException.class);
    assertThat(folder).isEmptyDirectory();

    server.put("/d/a", A);
    server.put("/d/b", new byte[0]);
    assertThatThrownBy(() -> fetch(data, cache)).isInstanceOf(DataException.class);
    assertThat(cache.resolve("a")).hasBinaryContent(A);
  }

  @Test
  void keepsWhatIsRightAndReplacesWhatIsNot() throws IOException {
    Files.write(folder.resolve("a"), A);
    Files.writeString(folder.resolve("b"), "sekond");

    fetch(data, folder);

    assertThat(server.requests()).containsExactly("/d/b");
    assertThat(Files.readAllBytes(folder.resolve("b"))).isEqualTo(B);
    assertThat(progress.get(0)).contains("already there");
  }

  @Test
  void followsRedirects() throws IOException {
    String location = "Location: " + server.address() + "elsewhere\r\nContent-Length: 0\r\n";
    server.put("/d/b", new LoopbackServer.Answer(302, location, new byte[0], false));
    server.put("/d/elsewhere", B);

    fetch(data, folder);

    assertThat(Files.readAllBytes(folder.resolve("b"))).isEqualTo(B);
  }

  @Test
  void triesTheNextMirror() throws IOException {
    URI broken = server.address().resolve("/broken/");
    fetch(
        new RemoteDataset("d", List.of(broken, server.address()), data.files().subList(1, 2)),
        folder);

    assertThat(server.requests()).containsExactly("/broken/b", "/d/b");
    assertThat(folder.resolve("b")).hasBinaryContent(B);
  }

  @Test
  void refusesTruncatedDownload() {
    server.put("/d/b", Arrays.copyOf(B, 3));
    assertRefused("/d/b: found 3 bytes, expected 6");
  }

  @Test
  void refusesDownloadThatBreaksOff() {
    server.put("/d/b", Arrays.copyOf(B, 3), 6);
    assertRefused("b: not fetched", "/d/b: ");
  }

  @Test
  void refusesDownloadThatIsTooLong() {
    server.put("/d/b", Arrays.copyOf(A, 150_000));
    assertRefused("/d/b: found more than 6 bytes, expected 6");
  }

  @Test
  void refusesOtherContent() {
    server.put("/d/b", "sekond".getBytes(StandardCharsets.US_ASCII));
    assertRefused("/d/b: found SHA-256 ", ", expected " + data.files().get(1).sha256());
  }

  @Test
  void refusesOtherStatus() {
    server.put("/d/b", new LoopbackServer.Answer(503, "Content-Length: 0\r\n", new byte[0], false));
    assertRefused("found HTTP status 503, expected 200", "name a mirror", folder.toString());
  }

  @Test
  void givesUpOnAStalledDownload() {
    String headers = "Content-Length: 6\r\n";
    server.put("/d/b", new LoopbackServer.Answer(200, headers, Arrays.copyOf(B, 3), true));
    assertRefused("b: not fetched");
  }

  @Test
  void reportsAnUnreachableServer() throws IOException {
    // Bound but not listening: it refuses, and nobody else can get the port meanwhile.
    // A server that was just closed may still take a connection.
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/d/");
      data = new RemoteDataset("d", List.of(address), data.files());

      assertRefused("a: not fetched", "check the network and proxy");
    }
  }

  @Test
  void reportsAFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> fetch(data, file.resolve("sub")))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("file", "cannot be made", "another cache folder");
  }

  @Test
  void knowsTwoDataSets() {
    assertThat(RemoteDataset.of("mnist")).isSameAs(RemoteDataset.MNIST);
    assertThat(RemoteDataset.of("fashion-mnist").files()).hasSize(4);
    assertThat(RemoteDataset.MNIST.at(URI.create("http://mirror/x")).mirrors())
        .containsExactly(URI.create("http://mirror/x/"));
    assertThatThrownBy(() -> RemoteDataset.of("cifar"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("cifar", "fashion-mnist, mnist");
    assertThatThrownBy(() -> RemoteDataset.MNIST.at(URI.create("file:///etc/")))
        .hasMessageContaining("http");
    assertThatThrownBy(() -> new RemoteFile("../a", 1, "0".repeat(64)))
        .hasMessageContaining("plain name");
    assertThatThrownBy(() -> new RemoteFile("a", 1, "0")).hasMessageContaining("64");
  }

  private void fetch(RemoteDataset remote, Path target) {
    new DatasetFetcher(Duration.ofSeconds(2), progress::add).fetch(remote, target);
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> fetch(data, folder))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts)
        .message()
        .doesNotContain("\n");
    assertThat(folder.resolve("b")).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  private static RemoteFile file(String name, byte[] content) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
    return new RemoteFile(name, content.length, HexFormat.of().formatHex(sum));
  }
}
